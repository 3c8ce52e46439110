package io.llmgw.core.client;

import io.llmgw.test.Patience;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Something that a test does on a thread of its own, and waits for within bounds. */
public final class Aside<T> {
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final Thread thread;

  private Aside(Callable<T> action) {
    thread =
        new Thread(
            () -> {
              try {
                result.complete(action.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            "aside");
    thread.setDaemon(true);
  }

  public static <T> Aside<T> call(Callable<T> action) {
    Aside<T> aside = new Aside<>(action);
    aside.thread.start();
    return aside;
  }

  public static Aside<Boolean> run(Runnable action) {
    return call(
        () -> {
          action.run();
          return true;
        });
  }

  public Thread thread() {
    return thread;
  }

  public boolean isDone() {
    return result.isDone();
  }

  /** What it returned; what it threw fails the test. */
  public T get() {
    awaitEnd();
    return result.join();
  }

  /** What it threw; that it returned fails the test. */
  public Throwable failure() {
    awaitEnd();
    try {
      T unexpected = result.join();
      throw new AssertionError("nothing was thrown, but returned: " + unexpected);
    } catch (CompletionException e) {
      return e.getCause();
    }
  }

  /** Waits until it is blocked inside a method of this name. */
  public Aside<T> awaitBlockedIn(String method) {
    Patience.until("a thread to block in " + method, () -> isBlockedIn(thread, method));
    return this;
  }

  /** Whether a thread is blocked inside a method of this name. */
  static boolean isBlockedIn(Thread thread, String method) {
    Thread.State state = thread.getState();
    if (state != Thread.State.WAITING && state != Thread.State.TIMED_WAITING) {
      return false;
    }
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getMethodName().equals(method)) {
        return true;
      }
    }
    return false;
  }

  private void awaitEnd() {
    Patience.until("the end of what is done aside", result::isDone);
  }
}
