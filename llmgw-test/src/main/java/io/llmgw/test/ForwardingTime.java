package io.llmgw.test;

import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A clock that passes everything on to another one: the base of those that differ from it in one
 * thing, as a clock that fails or takes its time.
 *
 * <pre>{@code
 * TimeSource broken = new ForwardingTime(VirtualTime.create()) {
 *   @Override
 *   public Instant now() {
 *     throw new IllegalStateException("no clock");
 *   }
 * };
 * }</pre>
 *
 * <p>As thread-safe as the other one.
 */
public abstract class ForwardingTime implements TimeSource {
  private final TimeSource to;

  /** A clock that asks this one. */
  protected ForwardingTime(TimeSource to) {
    this.to = Objects.requireNonNull(to, "to");
  }

  /** The one that is asked next: looked for at each call, whatever it is for. */
  protected TimeSource to() {
    return to;
  }

  @Override
  public long nanos() {
    return to().nanos();
  }

  @Override
  public Instant now() {
    return to().now();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    to().sleep(duration);
  }

  @Override
  public void sleep(Duration duration, CountDownLatch end) throws InterruptedException {
    to().sleep(duration, end);
  }

  @Override
  public void await(CountDownLatch end) throws InterruptedException {
    to().await(end);
  }

  @Override
  public @Nullable Executor threads() {
    return to().threads();
  }

  @Override
  public boolean isVirtual() {
    return to().isVirtual();
  }

  @Override
  public boolean runsTasksHere() {
    return to().runsTasksHere();
  }

  @Override
  public Scheduled schedule(Duration delay, Runnable task) {
    return to().schedule(delay, task);
  }
}
