package io.llmgw.test;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks one answer of a provider, event by event, against {@link ProviderContract}. */
final class ProviderConduct {
  /** Beyond any answer: what the engine refuses as well. */
  private static final long MOST_TOKENS = 1L << 40;

  private final LoneCall call;
  private final List<LlmEvent> events = new ArrayList<>();
  private final Set<Integer> toolCalls = new HashSet<>();

  private ProviderConduct(LoneCall call) {
    this.call = call;
  }

  /** Makes the call and checks that its answer is a sound one. */
  static void checkAnswer(Provider provider, LoneCall call) {
    ProviderConduct conduct = new ProviderConduct(call);
    conduct.read(provider);
    conduct.require(
        conduct.events.stream().noneMatch(VectorProduced.class::isInstance),
        "a chat must not be answered with vectors");
  }

  /** Makes the call and checks that it is answered with so many vectors of one size. */
  static void checkVectors(Provider provider, LoneCall call, int inputs) {
    ProviderConduct conduct = new ProviderConduct(call);
    conduct.read(provider);
    Set<Integer> places = new HashSet<>();
    Set<Integer> sizes = new HashSet<>();
    for (LlmEvent event : conduct.events) {
      if (event instanceof VectorProduced vector) {
        conduct.require(
            places.add(vector.index()) && vector.index() < inputs,
            "there must be one vector for each of the inputs 0 to " + (inputs - 1));
        sizes.add(vector.vector().length);
      } else {
        conduct.require(
            !(event instanceof ContentEvent), "an embedding must be answered with vectors alone");
      }
    }
    conduct.require(
        places.size() == inputs && sizes.size() == 1,
        "there must be one vector for each input, all of one size");
  }

  private void read(Provider provider) {
    EventStream stream = provider.open(call);
    require(stream != null, "open() must not return null");
    try (stream) {
      for (LlmEvent event = stream.next(); event != null; event = stream.next()) {
        check(event);
        events.add(event);
        LoneCall.requireAnEnd(events);
      }
      require(stream.next() == null, "next() after the end must be null again");
    }
    require(hasCompleted(), "the stream must end with Completed");
    require(
        events.stream().anyMatch(ContentEvent.class::isInstance), "the answer must have content");
    require(call.wakeUps() == 0, "a closed stream must take back its wake-ups");
    stream.close(); // a second time, which must not throw
  }

  private void check(LlmEvent event) {
    require(!hasCompleted(), "nothing may follow Completed");
    require(
        events.isEmpty() == event instanceof Started,
        "Started must be the first event, and no other");
    if (event instanceof ToolCallStarted start) {
      toolCalls.add(start.index());
    } else if (event instanceof ToolArgumentsDelta delta) {
      require(
          toolCalls.contains(delta.index()),
          "arguments of a tool call must follow its ToolCallStarted, with the same index");
    } else if (event instanceof UsageReported report) {
      check(report.usage());
    } else if (event instanceof Completed completed) {
      check(completed.usage());
    }
  }

  private void check(Usage usage) {
    for (TokenKind kind : TokenKind.values()) {
      require(
          usage.count(kind).tokens() <= MOST_TOKENS,
          "the usage of kind " + kind + " must be possible, at most " + MOST_TOKENS);
    }
  }

  private boolean hasCompleted() {
    return !events.isEmpty() && events.get(events.size() - 1) instanceof Completed;
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message + "; asked " + call.delivery() + ", came: " + names());
    }
  }

  private List<String> names() {
    return events.stream().map(event -> event.getClass().getSimpleName()).toList();
  }
}
