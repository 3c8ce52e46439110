package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Cancellation.Registration;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Fault;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A thread that is interrupted while it waits for a provider that takes no notice, as a socket. */
class InterruptWatchTest {
  private final Deaf deaf = new Deaf();
  private final LlmClient llm =
      LlmClient.builder().provider(deaf).defaultModel("deaf/model").build();

  @Test
  @Fault("F090")
  void endsTheCallThatWaitsForItsFirstContent() throws InterruptedException {
    Interrupted caller = new Interrupted(client -> client.prompt("x").text());

    caller.interruptWhileBlocked();

    assertThat(caller.failure.get())
        .isInstanceOfSatisfying(
            CallCancelledException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CALLER));
    assertThat(caller.flagAfterwards).isTrue();
  }

  @Test
  @Fault("F090")
  void endsTheCallInTheMiddleOfAStream() throws InterruptedException {
    deaf.text = "so far";
    Interrupted caller =
        new Interrupted(
            client -> {
              try (ChatStream stream = client.prompt("x").stream()) {
                stream.response();
              }
            });

    caller.interruptWhileBlocked();

    assertThat(caller.failure.get()).isInstanceOf(CallCancelledException.class);
    assertThat(caller.flagAfterwards).isTrue();
  }

  @Test
  @Fault("F013")
  void watchesTheNextCallWhenThereWasNoThreadForTheOneBefore() {
    AtomicInteger scheduled = new AtomicInteger();
    VirtualTime time = VirtualTime.create();
    TimeSource exhaustedOnce =
        new ForwardingTime(time) {
          @Override
          public Scheduled schedule(Duration delay, Runnable task) {
            if (scheduled.getAndIncrement() == 0) {
              throw new OutOfMemoryError("unable to create native thread");
            }
            return super.schedule(delay, task);
          }
        };
    InterruptWatch watch = new InterruptWatch(exhaustedOnce, List.of());

    assertThatThrownBy(watch::watch).isInstanceOf(OutOfMemoryError.class);
    watch.watch();

    assertThat(time.tasks()).isEqualTo(1);
  }

  @Test
  @Fault({"F090", "F092"})
  void goesOnWatchingWhenARoundMeetsAnErrorOfTheHost() throws InterruptedException {
    PrintStream console = System.err;
    System.setErr(new BrokenConsole());
    try {
      deaf.wakeUpBreaks = true;
      new Interrupted(client -> client.prompt("x").text()).interruptUntilItEnds();
    } finally {
      System.setErr(console);
    }
    deaf.wakeUpBreaks = false;
    Interrupted second = new Interrupted(client -> client.prompt("x").text());

    second.interruptUntilItEnds();

    assertThat(second.failure.get()).isInstanceOf(CallCancelledException.class);
    llm.close();
  }

  /** The watch has seen the interrupt, and the cancel that it makes meets one who took it. */
  @Test
  @Fault("F090")
  void givesBackAnInterruptThatWasTakenAsTheCallWasEnded() throws InterruptedException {
    deaf.takesTheInterrupt = true;
    Interrupted caller = new Interrupted(client -> client.prompt("x").text());

    caller.interruptWhileBlocked();

    assertThat(caller.failure.get()).isInstanceOf(CallCancelledException.class);
    assertThat(caller.flagAfterwards).isTrue();
  }

  /** The interrupt by which a clock wakes up code that blocks is not the caller's. */
  @Test
  void doesNotTakeATimeoutForAnInterrupt() throws InterruptedException {
    VirtualTime time = VirtualTime.create();
    try (LlmClient timed =
        LlmClient.builder()
            .provider(deaf)
            .defaultModel("deaf/model")
            .time(time)
            .timeouts(Timeouts.attempt(Duration.ofSeconds(1)))
            .retries(Retries.none())
            .build()) {
      deaf.sleepsOn = true;
      Interrupted late = new Interrupted(timed, client -> client.prompt("x").text());
      late.awaitBlocked();
      time.advance(Duration.ofSeconds(1));
      deaf.sleepsOn = false;
      // Two that are seen, one after the other: then the watch has looked at the first as well.
      new Interrupted(timed, client -> client.prompt("x").text()).interruptUntilItEnds();
      new Interrupted(timed, client -> client.prompt("x").text()).interruptUntilItEnds();

      deaf.sleeps.countDown();

      late.thread.join(Patience.limit().toMillis());
      assertThat(late.failure.get().kind()).isEqualTo(ErrorKind.TIMEOUT);
      assertThat(late.flagAfterwards).isFalse();
    }
  }

  @Test
  void leavesAStreamAloneWhoseReaderIsInterruptedBetweenTwoReads() {
    deaf.text = "so far";
    try (ChatStream stream = llm.prompt("x").stream()) {
      stream.next();
      Thread.currentThread().interrupt();

      LlmEvent next = stream.next();

      assertThat(Thread.interrupted()).isTrue();
      assertThat(next).isInstanceOf(TextDelta.class);
    }
    llm.close();
  }

  /** A caller on a thread of its own. */
  private final class Interrupted {
    private final AtomicReference<LlmException> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean flagAfterwards;

    Interrupted(Consumer<LlmClient> call) {
      this(llm, call);
    }

    Interrupted(LlmClient client, Consumer<LlmClient> call) {
      thread =
          new Thread(
              () -> {
                try {
                  call.accept(client);
                } catch (LlmException e) {
                  failure.set(e);
                }
                flagAfterwards = Thread.currentThread().isInterrupted();
              });
    }

    void interruptWhileBlocked() throws InterruptedException {
      interruptUntilItEnds();
      llm.close();
    }

    void awaitBlocked() {
      int before = deaf.blocked.get();
      thread.start();
      Patience.until("the provider to block", () -> deaf.blocked.get() > before);
    }

    void interruptUntilItEnds() throws InterruptedException {
      awaitBlocked();
      thread.interrupt();
      thread.join(Patience.limit().toMillis());
      assertThat(thread.isAlive()).isFalse();
    }
  }

  /** Blocks without minding interrupts until it is cancelled. */
  private static final class Deaf implements Provider {
    private final AtomicInteger blocked = new AtomicInteger();
    private String text = "";
    private boolean wakeUpBreaks;
    private boolean takesTheInterrupt;
    private volatile boolean sleepsOn;
    private final CountDownLatch sleeps = new CountDownLatch(1);

    @Override
    public String name() {
      return "deaf";
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(Capability.CHAT, Capability.STREAMING);
    }

    @Override
    public EventStream open(ProviderCall call) {
      if (takesTheInterrupt) {
        interruptibly(call, () -> takeTheInterrupt(call));
      } else if (sleepsOn) {
        interruptibly(call, this::sleepOn);
      }
      if (text.isEmpty()) {
        block(call);
      }
      Iterator<LlmEvent> events =
          new Iterator<>() {
            private int given;

            @Override
            public boolean hasNext() {
              return true;
            }

            @Override
            public LlmEvent next() {
              given++;
              if (given > 2) {
                block(call);
              }
              return given == 1 ? Started.inProcess() : new TextDelta(0, text);
            }
          };
      return EventStreams.of(events, () -> {});
    }

    /** Spins, since everything in the JDK that waits properly would notice the interrupt. */
    private void block(ProviderCall call) {
      CountDownLatch woken = new CountDownLatch(1);
      Registration broken = call.cancellation().onCancel(this::breakIfAsked);
      Registration wakeUp = call.cancellation().onCancel(woken::countDown);
      blocked.incrementAndGet();
      spinUntil(woken);
      wakeUp.close();
      broken.close();
      call.cancellation().throwIfCancelled();
    }

    /** Of two wake-ups the later one runs first: here before the interrupt of the token's own. */
    private boolean takeTheInterrupt(ProviderCall call) throws InterruptedException {
      CountDownLatch ending = new CountDownLatch(1);
      CountDownLatch taken = new CountDownLatch(1);
      Registration first =
          call.cancellation()
              .onCancel(
                  () -> {
                    ending.countDown();
                    pass(taken);
                  });
      blocked.incrementAndGet();
      spinUntil(ending);
      assertThat(Thread.interrupted()).isTrue();
      taken.countDown();
      first.close();
      new CountDownLatch(1).await();
      return true;
    }

    private boolean sleepOn() throws InterruptedException {
      blocked.incrementAndGet();
      spinUntil(sleeps);
      new CountDownLatch(1).await();
      return true;
    }

    private static void interruptibly(ProviderCall call, Callable<Boolean> code) {
      try {
        call.cancellation().interruptible(code);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    private static void spinUntil(CountDownLatch latch) {
      while (latch.getCount() > 0) {
        Thread.onSpinWait();
      }
    }

    private static void pass(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private void breakIfAsked() {
      if (wakeUpBreaks) {
        throw new IllegalStateException("a wake-up that breaks, which is logged");
      }
    }
  }
}
