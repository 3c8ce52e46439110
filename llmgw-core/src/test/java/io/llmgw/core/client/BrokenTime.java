package io.llmgw.core.client;

import io.llmgw.api.time.TimeSource;
import io.llmgw.test.ForwardingTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Clocks of a host that fail where a test wants them to. Thread-safe. */
public final class BrokenTime extends ForwardingTime {
  private final AtomicInteger failures = new AtomicInteger();
  private volatile boolean keepsTasks;
  private volatile @Nullable String where;
  private volatile @Nullable Error error;

  public BrokenTime(TimeSource real) {
    super(real);
  }

  /** From now on no task can be called off. */
  public void keepTasks() {
    keepsTasks = true;
  }

  /** From now on they fail for whoever is inside a method, or a class, of this name. */
  public void failIn(String name) {
    error = null;
    where = name;
  }

  /** The same with this error. */
  public void failIn(String name, Error thrown) {
    error = thrown;
    where = name;
  }

  /** From now on they do not fail. */
  public void mend() {
    where = null;
    keepsTasks = false;
  }

  /** How often they have failed. */
  public int failures() {
    return failures.get();
  }

  @Override
  protected TimeSource to() {
    String name = where;
    if (name != null && isInside(name)) {
      throw failure();
    }
    return super.to();
  }

  private static boolean isInside(String name) {
    return StackWalker.getInstance()
        .walk(
            way ->
                way.anyMatch(
                    frame ->
                        frame.getMethodName().equals(name)
                            || frame.getClassName().endsWith("." + name)));
  }

  private IllegalStateException failure() {
    failures.incrementAndGet();
    Error thrown = error;
    if (thrown != null) {
      throw thrown;
    }
    return new IllegalStateException("a bug of the host");
  }

  @Override
  public Scheduled schedule(Duration delay, Runnable task) {
    Scheduled scheduled = super.schedule(delay, task);
    return () -> {
      if (keepsTasks) {
        throw failure();
      }
      scheduled.cancel();
    };
  }
}
