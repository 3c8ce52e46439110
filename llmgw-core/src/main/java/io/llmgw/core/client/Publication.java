package io.llmgw.core.client;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.run.OpenAnswer;
import io.llmgw.core.thread.Contexts.Carried;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call whose events are published by demand, to one subscriber. */
final class Publication implements Flow.Publisher<LlmEvent> {
  private static final Logger log = LoggerFactory.getLogger(Publication.class);

  private final Gateway gateway;
  private final LlmRequest<?> request;
  private final Supplier<Asked> asks;
  private final Function<Asked, OpenAnswer<?>> opener;
  private final AtomicBoolean taken = new AtomicBoolean();

  /**
   * A call that begins with the first demand.
   *
   * @param request what it asks
   * @param asks how it is asked for, once for each subscriber
   * @param opener opens it
   */
  Publication(
      Gateway gateway,
      LlmRequest<?> request,
      Supplier<Asked> asks,
      Function<Asked, OpenAnswer<?>> opener) {
    this.gateway = gateway;
    this.request = request;
    this.asks = asks;
    this.opener = opener;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super LlmEvent> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    if (taken.compareAndSet(false, true)) {
      subscriber.onSubscribe(new Pump(subscriber));
    } else {
      subscriber.onSubscribe(new Refused());
      subscriber.onError(
          new IllegalStateException(
              "this call has a subscriber: a second one would be a second call; publish it anew"));
    }
  }

  private static final class Refused implements Flow.Subscription {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }

  /**
   * Pulls while there is demand, on a thread of the client; holds none while there is none. Whoever
   * finds nobody at work hands the {@link Turn} over; whoever is at work goes on until it has seen
   * all signals, so the subscriber is called by one thread at a time. The end of the call is told
   * by a thread of the engine: the host's executor may run what it is given on the canceller, or on
   * a clock, or drop it.
   */
  private final class Pump implements Flow.Subscription {
    private final Flow.Subscriber<? super LlmEvent> subscriber;
    private final RealCancellation token;
    private final Carried context = gateway.contexts().capture();
    private final Runnable goOn = context.on(this::run);
    private final AtomicLong demand = new AtomicLong();
    private final Turn turn = new Turn();
    private volatile @Nullable RuntimeException badDemand;
    private volatile boolean unsubscribed;
    private @Nullable OpenAnswer<?> stream;
    private Asked asked = asks.get();
    private boolean done;

    Pump(Flow.Subscriber<? super LlmEvent> subscriber) {
      this.subscriber = subscriber;
      this.token = asked.token();
    }

    @Override
    public void request(long n) {
      if (n <= 0) {
        badDemand =
            new IllegalArgumentException(
                "request(" + n + "): must be positive (Flow.Subscription)");
        token.cancel(Reason.CALLER);
      } else {
        demand.accumulateAndGet(n, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
      }
      signal();
    }

    @Override
    public void cancel() {
      unsubscribed = true;
      token.cancel(Reason.CALLER);
    }

    private void signal() {
      if (!turn.ask()) {
        return; // somebody is at it, or is coming
      }
      if (stream != null || done) {
        gateway.resume(goOn);
        return;
      }
      try {
        gateway.begin(
            new QueuedCall(
                gateway,
                asked.configuration().totalOf(request),
                asked,
                context,
                this::begin,
                this::refused));
      } catch (Throwable why) { // an error too: nothing would run this pump again
        refused(asked, why);
      }
    }

    /** The call is to end: who has been asked to come before may never do so. */
    private void signalEnd() {
      if (turn.askAnew()) {
        gateway.cleanUp(token, goOn);
      }
    }

    private void refused(Asked afterItsWait, Throwable why) {
      fail(
          why instanceof LlmException typed
              ? gateway.notMade(request, Delivery.STREAMED, afterItsWait, typed)
              : why);
    }

    private void begin(Asked afterItsWait) {
      asked = afterItsWait;
      run();
    }

    private void run() {
      if (!turn.take()) {
        return; // another thread has come first
      }
      do {
        pump();
      } while (!turn.end());
    }

    private void pump() {
      try {
        if (!done && stream == null) {
          if (unsubscribed || badDemand != null) {
            token.cancel(Reason.CALLER); // before it begins, if that is not done yet
          }
          stream = opener.apply(asked);
          token.onCancel(this::signalEnd);
        }
        while (!done && !unsubscribed && (demand.get() > 0 || token.isCancelled())) {
          publish(Objects.requireNonNull(next(), "event"));
        }
      } catch (Throwable problem) {
        fail(problem);
      }
      if (stream != null) {
        stream.putDown(); // this thread may be another call's, or the host's, from here on
      }
    }

    private @Nullable LlmEvent next() {
      RuntimeException misuse = badDemand;
      if (misuse != null) {
        throw misuse;
      }
      return Objects.requireNonNull(stream, "stream").next();
    }

    private void publish(LlmEvent event) {
      demand.decrementAndGet();
      done = event instanceof Completed;
      try {
        subscriber.onNext(event);
        if (done) {
          subscriber.onComplete();
        }
      } catch (Throwable thrown) {
        broken(thrown);
        done = true;
        cancel();
      }
    }

    private void fail(Throwable problem) {
      boolean silent = done || unsubscribed;
      done = true;
      if (silent) {
        return;
      }
      try {
        // Bad demand ends the call, so what came out of it may be no more than the consequence.
        RuntimeException misuse = badDemand;
        subscriber.onError(misuse == null ? problem : misuse);
      } catch (Throwable thrown) {
        broken(thrown);
      }
    }

    /** A subscriber that throws breaks its contract and hears nothing more (Flow, rule 2.13). */
    private void broken(Throwable thrown) {
      log.warn("a subscriber failed with {}: ending the call", thrown.getClass().getName());
    }
  }
}
