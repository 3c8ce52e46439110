package io.llmgw.core.client;

import io.llmgw.api.ClientSettings;
import io.llmgw.api.chain.Feature;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.time.SystemTime;
import io.llmgw.core.flight.Flights;
import io.llmgw.core.thread.CallThreads;
import io.llmgw.core.thread.ClosingThreads;
import io.llmgw.core.thread.Countdown;
import io.llmgw.core.thread.EngineThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a client: first its calls, then its threads, then what it was built from. */
record Shutdown(
    ClientSettings settings,
    OpenCalls openCalls,
    Flights flights,
    SharedParts shared,
    LeakWatch leakWatch,
    Promises promises,
    CallThreads callThreads,
    EngineThreads engineThreads,
    UnmadeCalls unmadeCalls,
    SystemTime realTime) {
  private static final Logger log = LoggerFactory.getLogger(Shutdown.class);
  private static final Duration MOMENT = Duration.ofMillis(50);

  /** Closes what is open; the second time it waits for the first. */
  void run() {
    Countdown all = Countdown.of(realTime, settings.closeGrace(), OpenCalls.UNWIND_PATIENCE);
    boolean first = true;
    try {
      first =
          openCalls.close(settings.closeGrace(), this::cancelWhatOutlivesItsCall, this::awaitsThis);
    } finally { // whatever becomes of the calls, what they were made of is closed, and others told
      if (first) {
        end(all.atMost(OpenCalls.UNWIND_PATIENCE));
      }
    }
  }

  /** Whether the first close waits for the thread that this runs on. */
  private boolean awaitsThis() {
    return callThreads.areAwaitedHere()
        || engineThreads.areAwaitedHere()
        || unmadeCalls.areAwaitedHere();
  }

  private void end(Countdown patience) {
    boolean woken = isWokenByItsOwnEnd();
    try {
      closeParts(patience);
    } finally {
      if (woken) {
        Thread.currentThread().interrupt(); // for the code that it goes back to
      }
      openCalls.closed(realTime::close);
    }
  }

  /** Whether this thread is inside of a call, and is now interrupted since that has ended. */
  private boolean isWokenByItsOwnEnd() {
    boolean before = Thread.currentThread().isInterrupted();
    openCalls.cancelCarried();
    return !before && Thread.interrupted();
  }

  private void closeParts(Countdown patience) {
    closeLeakWatch(patience);
    awaitThreads(patience);
    closeQuietly("the listeners", () -> shared.events().close(settings.closeGrace()));
    closePartsOfOthers();
  }

  /**
   * It calls off what the host's clock was given, which may not come back. It has what the calls
   * have left of their patience, and a moment where that is nothing.
   */
  private void closeLeakWatch(Countdown patience) {
    ClosingThreads threads = new ClosingThreads();
    String what = "the watch for forgotten streams";
    threads.begin(what, () -> closeQuietly(what, leakWatch::close));
    Countdown most =
        patience.left().compareTo(MOMENT) < 0 ? Countdown.of(realTime, MOMENT) : patience;
    threads.await(most, late -> log.warn("closing {} takes long", late));
  }

  /** These have a patience of their own: that of the calls may be used up. */
  private void closePartsOfOthers() {
    ClosingThreads threads = new ClosingThreads();
    for (Provider provider : settings.providers()) {
      begin(threads, "provider " + provider.name(), provider);
    }
    for (KeySource source : shared.ownKeys().all()) {
      begin(threads, "a key source of a target", source::stopFetching);
    }
    await(threads);
    for (Feature feature : settings.features()) {
      begin(threads, "feature " + feature.name(), feature);
    }
    await(threads);
  }

  private void begin(ClosingThreads threads, String what, AutoCloseable part) {
    threads.begin(what, () -> openCalls.asPartOfClose(() -> closeQuietly(what, part)));
  }

  private void await(ClosingThreads threads) {
    threads.await(
        Countdown.of(realTime, settings.closeGrace(), OpenCalls.UNWIND_PATIENCE),
        what -> log.warn("closing {} takes long; it is no longer waited for", what));
  }

  /** Without a word; what is returned tells it, each by itself. */
  private List<Runnable> cancelWhatOutlivesItsCall() {
    List<Runnable> tellings = new ArrayList<>();
    tellings.addAll(flights.cancelUntold(Reason.SHUTDOWN));
    tellings.addAll(shared.gatherings().cancelUntold(Reason.SHUTDOWN));
    tellings.addAll(shared.drains().closeUntold());
    return tellings;
  }

  /**
   * An interrupt has cut the grace short; what is left takes a moment, or is given up. Where the
   * calls have used up the patience that they had, their threads have none of their own.
   */
  private void awaitThreads(Countdown patience) {
    boolean interrupted = Thread.interrupted();
    boolean quiet = true;
    List<Threads> all =
        List.of(callThreads::close, promises::close, engineThreads::close, unmadeCalls::close);
    for (Threads threads : all) {
      try {
        quiet &= threads.close(patience);
      } catch (InterruptedException e) {
        interrupted = true;
        quiet = false;
      }
    }
    if (!quiet) {
      log.warn("closed while threads of the client were still at work");
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(String what, AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Throwable e) { // whatever a part throws, the others are to be closed
      log.warn("closing {} failed with {}", what, e.getClass().getName());
    }
  }

  /** Some of the threads that the client's calls run on, or the futures that wait for them. */
  private interface Threads {
    /** Lets them end, and waits for that: false when they have not in time. */
    boolean close(Countdown patience) throws InterruptedException;
  }
}
