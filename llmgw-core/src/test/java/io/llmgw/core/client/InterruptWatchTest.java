package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Cancellation.Registration;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.CallCancelledException;
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
import io.llmgw.test.Fault;
import io.llmgw.test.Patience;
import java.io.PrintStream;
import java.util.Iterator;
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
      thread =
          new Thread(
              () -> {
                try {
                  call.accept(llm);
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

    void interruptUntilItEnds() throws InterruptedException {
      int before = deaf.blocked.get();
      thread.start();
      Patience.until("the provider to block", () -> deaf.blocked.get() > before);
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
      while (woken.getCount() > 0) {
        Thread.onSpinWait();
      }
      wakeUp.close();
      broken.close();
      call.cancellation().throwIfCancelled();
    }

    private void breakIfAsked() {
      if (wakeUpBreaks) {
        throw new IllegalStateException("a wake-up that breaks, which is logged");
      }
    }
  }
}
