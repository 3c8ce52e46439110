package io.llmgw.benchmarks.micro;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import io.llmgw.benchmarks.client.Conversation;
import java.util.ArrayList;
import java.util.List;

/** A provider that has its events at hand, so that everything else is the chain. */
final class PreparedProvider implements Provider {
  static final String NAME = "prepared";

  private final KeySource keys;
  private final List<LlmEvent> whole = events(List.of(Conversation.ANSWER));
  private final List<LlmEvent> streamed = events(pieces());

  /** A provider that needs no key. */
  PreparedProvider() {
    this(KeySource.NONE);
  }

  /** A provider with these keys. */
  PreparedProvider(KeySource keys) {
    this.keys = keys;
  }

  private static List<String> pieces() {
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < Conversation.PIECES; i++) {
      pieces.add(Conversation.piece(i));
    }
    return pieces;
  }

  private static List<LlmEvent> events(List<String> pieces) {
    List<LlmEvent> events = new ArrayList<>();
    events.add(Started.inProcess());
    for (String piece : pieces) {
      events.add(new TextDelta(0, piece));
    }
    events.add(new Completed(FinishReason.STOP, Usage.reported(612, 248)));
    return List.copyOf(events);
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
    return keys;
  }

  @Override
  public EventStream open(ProviderCall call) {
    return EventStreams.of(call.delivery() == Delivery.WHOLE ? whole : streamed);
  }
}
