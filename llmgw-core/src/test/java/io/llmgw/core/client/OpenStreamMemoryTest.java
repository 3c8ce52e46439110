package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the library keeps for a stream that is open: counted on the heap, after a collection. */
class OpenStreamMemoryTest {
  private static final int STREAMS = 2_000;
  private static final int MOST_BYTES_PER_STREAM = 16 * 1024;

  private static final ChatRequest QUESTION =
      ChatRequest.of("Why is the sky blue?").withModel("endless/model");
  private static final Timeouts ALL_CLOCKS =
      Timeouts.firstToken(Duration.ofMinutes(5))
          .idle(Duration.ofMinutes(5))
          .leastProgress(1, Duration.ofMinutes(5))
          .attempt(Duration.ofMinutes(5));

  /** The events, which are the application's to keep or drop, are the same object each time. */
  private static final LlmEvent TEXT = new TextDelta(0, "Blue light scatters most. ");

  @Test
  void isSmallForAStreamThatHasBegun() {
    try (LlmClient llm =
        LlmClient.builder()
            .provider(new Endless())
            .timeouts(ALL_CLOCKS)
            .closeGrace(Duration.ZERO)
            .build()) {
      open(llm, 100).forEach(ChatStream::close); // classes are loaded, pools are made
      long before = LiveHeap.bytes();

      List<ChatStream> streams = open(llm, STREAMS);
      long perStream = (LiveHeap.bytes() - before) / STREAMS;

      System.out.printf(
          "Memory per open stream with all clocks: %d B (at most %d)%n",
          perStream, MOST_BYTES_PER_STREAM);
      assertThat(perStream).isBetween(500L, (long) MOST_BYTES_PER_STREAM);
      streams.forEach(ChatStream::close);
    }
  }

  /** Streams of which two pieces have been read, so that each holds what it assembles. */
  private static List<ChatStream> open(LlmClient llm, int count) {
    List<ChatStream> streams = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ChatStream stream = llm.stream(QUESTION);
      for (int event = 0; event < 3; event++) {
        stream.next();
      }
      streams.add(stream);
    }
    return streams;
  }

  /** A model in this process that has always more to say. */
  private static final class Endless implements Provider {
    private static final List<LlmEvent> ANSWER = answer();

    private static List<LlmEvent> answer() {
      List<LlmEvent> events = new ArrayList<>();
      events.add(Started.inProcess());
      for (int i = 0; i < 1_000; i++) {
        events.add(TEXT);
      }
      return List.copyOf(events);
    }

    @Override
    public String name() {
      return "endless";
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(Capability.CHAT);
    }

    @Override
    public EventStream open(ProviderCall call) {
      return EventStreams.of(ANSWER);
    }
  }
}
