package io.llmgw.cache;

import io.llmgw.test.ForwardingTime;
import io.llmgw.test.VirtualTime;

/** Does something, once, when one thread looks at the clock. */
final class WatchedTime extends ForwardingTime {
  private volatile Thread watched = new Thread();
  private String within = "";
  private Runnable action = () -> {};
  private boolean isSeen;

  WatchedTime(VirtualTime time) {
    super(time);
  }

  /** From now on, and for the thread that says this. */
  void watch(Runnable once) {
    watchWithin("", once);
  }

  /** The same, only where it looks from within a method of this name. */
  void watchWithin(String method, Runnable once) {
    within = method;
    action = once;
    watched = Thread.currentThread();
  }

  /** Whether that was done; asked by the thread. */
  boolean isSeen() {
    return isSeen;
  }

  @Override
  public long nanos() {
    if (Thread.currentThread() == watched && !isSeen && isWithin(within)) {
      isSeen = true;
      action.run();
    }
    return super.nanos();
  }

  private static boolean isWithin(String method) {
    return method.isEmpty()
        || StackWalker.getInstance()
            .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals(method)));
  }
}
