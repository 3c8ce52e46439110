package io.llmgw.core.flight;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Embeds in this process: the vector of a text holds its length. Each text is seven tokens, and one
 * that begins with "bad" is refused with all that comes with it.
 */
public final class Lengths implements Provider {
  public static final String MODEL = "lengths/any";
  public static final int TOKENS_OF_A_TEXT = 7;

  private final List<EmbeddingRequest> asked = Collections.synchronizedList(new ArrayList<>());
  private final EmbeddingLimits limits;
  private volatile Consumer<ProviderCall> whenAsked = call -> {};

  public Lengths() {
    this(EmbeddingLimits.UNKNOWN);
  }

  Lengths(EmbeddingLimits limits) {
    this.limits = limits;
  }

  /** Does this for each request, before it answers. */
  void whenAsked(Consumer<ProviderCall> action) {
    whenAsked = action;
  }

  /** The texts of each request. */
  public List<List<String>> asked() {
    return requests().stream().map(EmbeddingRequest::inputs).toList();
  }

  List<EmbeddingRequest> requests() {
    return List.copyOf(asked);
  }

  @Override
  public String name() {
    return "lengths";
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(Capability.EMBEDDINGS);
  }

  @Override
  public EmbeddingLimits embeddingLimits() {
    return limits;
  }

  @Override
  public EventStream open(ProviderCall call) {
    EmbeddingRequest request = (EmbeddingRequest) call.request();
    asked.add(request);
    call.sent();
    whenAsked.accept(call);
    call.cancellation().throwIfCancelled();
    List<LlmEvent> events = new ArrayList<>();
    events.add(Started.inProcess());
    for (int i = 0; i < request.inputs().size(); i++) {
      String input = request.inputs().get(i);
      if (input.startsWith("bad")) {
        throw LlmException.of(ErrorKind.INVALID_REQUEST, "a text of the request is refused")
            .httpStatus(400)
            .build();
      }
      events.add(new VectorProduced(i, new float[] {input.length()}));
    }
    int tokens = TOKENS_OF_A_TEXT * request.inputs().size();
    events.add(new Completed(FinishReason.STOP, Usage.reported(tokens, 0)));
    return EventStreams.of(events);
  }
}
