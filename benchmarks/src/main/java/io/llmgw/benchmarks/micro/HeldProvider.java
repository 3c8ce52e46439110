package io.llmgw.benchmarks.micro;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import io.llmgw.benchmarks.client.Conversation;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A provider that begins each answer at once, and ends it when it is told to. */
final class HeldProvider implements Provider {
  static final String NAME = "held";

  private static final List<LlmEvent> EVENTS =
      List.of(
          Started.inProcess(),
          new TextDelta(0, Conversation.piece(0)),
          new TextDelta(0, Conversation.ANSWER),
          new Completed(FinishReason.STOP, Usage.reported(612, 248)));

  /** The events before an answer is held: its start, and its first piece. */
  private static final int BEGINNING = 2;

  private volatile CountDownLatch held = new CountDownLatch(0);

  /** Holds the answers that begin from now on. */
  void hold() {
    held = new CountDownLatch(1);
  }

  /** Lets all that are held go on. */
  void release() {
    held.countDown();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(Capability.CHAT, Capability.STREAMING);
  }

  @Override
  public KeySource keys() {
    return KeySource.NONE;
  }

  @Override
  public EventStream open(ProviderCall call) {
    EventStream events = EventStreams.of(EVENTS);
    CountDownLatch until = held;
    return new EventStream() {
      private int told;

      @Override
      public @Nullable LlmEvent next() {
        if (told++ == BEGINNING) {
          await(until);
        }
        return events.next();
      }

      @Override
      public void close() {
        events.close();
      }
    };
  }

  private static void await(CountDownLatch until) {
    try {
      until.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing here interrupts", e);
    }
  }
}
