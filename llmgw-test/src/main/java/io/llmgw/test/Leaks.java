package io.llmgw.test;

import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntSupplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a test left behind: threads of the gateway, exceptions that nobody caught, connections
 * that OkHttp reports as leaked, open streams. {@link LeakRule} does the same for JUnit 5.
 *
 * <pre>{@code
 * try (Leaks leaks = Leaks.watch()) {
 *   leaks.of(provider);
 *   ... // build a client, use it, close it
 * }       // throws when something is left
 * }</pre>
 *
 * <p>It replaces the default handler of uncaught exceptions while it watches, and threads belong to
 * the whole JVM: one at a time, and no tests in parallel.
 */
public final class Leaks implements AutoCloseable {
  /** The thread of the system's clocks ends by itself, a second after its last task. */
  private static final String CLOCK = "llmgw-clock";

  // Held here: the log manager alone would let it be collected, and the handler with it.
  private static final Logger OKHTTP = Logger.getLogger("okhttp3.OkHttpClient");

  private final Duration limit;
  private final Set<Thread> before = new HashSet<>(gatewayThreads());
  private final ConcurrentLinkedQueue<String> findings = new ConcurrentLinkedQueue<>();
  private final List<Counted> counters = new ArrayList<>();
  private final Handler leakLog = new LeakLog();
  private final Thread.@Nullable UncaughtExceptionHandler previous =
      Thread.getDefaultUncaughtExceptionHandler();

  private Leaks(Duration limit) {
    this.limit = limit;
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) ->
            findings.add("uncaught in thread " + thread.getName() + ": " + failure));
    OKHTTP.addHandler(leakLog);
  }

  /** Begins to watch; what is there now is not a leak. */
  public static Leaks watch() {
    return watch(Patience.limit());
  }

  /** The same, which waits at most so long at the end. */
  public static Leaks watch(Duration limit) {
    return new Leaks(limit);
  }

  /** Watches the streams of this provider too. */
  public Leaks of(ScriptedProvider provider) {
    return of("open streams of provider " + provider.name(), provider::openStreams);
  }

  /** Watches this count too, which must be 0 at the end. */
  public Leaks of(String what, IntSupplier count) {
    counters.add(new Counted(what, count));
    return this;
  }

  /** Notes an exception that a test found where nobody catches any. */
  public void note(String finding) {
    findings.add(finding);
  }

  /**
   * Ends watching, and waits a while for what is just ending.
   *
   * @throws AssertionError when something is left
   */
  @Override
  public void close() {
    try {
      boolean clean = Patience.comesTrue(limit, this::nothingRuns);
      if (!clean || !findings.isEmpty()) {
        throw new AssertionError("left behind: " + String.join("; ", describe()));
      }
    } finally {
      OKHTTP.removeHandler(leakLog);
      Thread.setDefaultUncaughtExceptionHandler(previous);
    }
  }

  private boolean nothingRuns() {
    return newThreads().isEmpty() && counters.stream().allMatch(c -> c.count.getAsInt() == 0);
  }

  private List<String> describe() {
    List<String> left = new ArrayList<>(findings);
    for (Thread thread : newThreads()) {
      StackTraceElement[] stack = thread.getStackTrace();
      left.add("thread " + thread.getName() + (stack.length == 0 ? "" : " at " + stack[0]));
    }
    for (Counted counted : counters) {
      int count = counted.count.getAsInt();
      if (count != 0) {
        left.add(count + " " + counted.what);
      }
    }
    return left;
  }

  private Set<Thread> newThreads() {
    Set<Thread> threads = gatewayThreads();
    threads.removeAll(before);
    return threads;
  }

  private static Set<Thread> gatewayThreads() {
    Set<Thread> threads = new HashSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      String name = thread.getName();
      if (name.startsWith("llmgw-") && !name.equals(CLOCK)) {
        threads.add(thread);
      }
    }
    return threads;
  }

  /** Something that is counted. */
  private record Counted(String what, IntSupplier count) {}

  /**
   * Hears OkHttp complain: "A connection to ... was leaked. Did you forget to close a response?"
   */
  private final class LeakLog extends Handler {
    @Override
    public void publish(LogRecord entry) {
      String message = entry.getMessage();
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()
          && message != null
          && message.contains("leaked")) {
        findings.add("OkHttp: " + message);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
