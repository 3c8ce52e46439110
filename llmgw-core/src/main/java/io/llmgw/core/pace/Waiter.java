package io.llmgw.core.pace;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Somebody who stands in line for a grant. Guarded by its pace. */
final class Waiter {
  private final Wish wish;
  private @Nullable Grant grant;
  private Full reason = Full.BEHIND_OTHERS;
  private @Nullable Full asleepFor;
  private CountDownLatch news = new CountDownLatch(1);

  Waiter(Wish wish) {
    this.wish = wish;
  }

  Wish wish() {
    return wish;
  }

  /** The grant that it has got; null until then. */
  @Nullable Grant grant() {
    return grant;
  }

  /** Why it has none yet. */
  Full reason() {
    return reason;
  }

  void gets(Grant granted) {
    grant = granted;
    wake();
  }

  /** It goes on waiting; one that has lain down for longer than this needs is woken up. */
  void waitsFor(Full why) {
    reason = why;
    if (asleepFor != null && why.endsBefore(asleepFor)) {
      wake();
    }
  }

  /** It lies down until it is woken up, or its reason has ended. */
  CountDownLatch sleeps() {
    asleepFor = reason;
    news = new CountDownLatch(1);
    return news;
  }

  void wake() {
    asleepFor = null;
    news.countDown();
  }
}
