package io.llmgw.cache;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.test.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Answers the first text of a batch by itself, between the look into the cache and the look before
 * it is filled, once it is let through; not for the user "plain".
 */
final class OwnFirst implements Interceptor {
  final Gate gate = Gate.closed();

  @Override
  public LinkSpec spec() {
    return LinkSpec.named("own first").in(Slot.CACHE).at(1);
  }

  @Override
  public EventStream intercept(Chain chain) {
    EmbeddingRequest request = (EmbeddingRequest) chain.request();
    if (Objects.equals(chain.context().caller().user(), "plain")) {
      return chain.proceed(request);
    }
    try {
      gate.pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<String> inputs = request.inputs();
    EventStream rest =
        chain.proceed(
            request.withContent(request.content().withInputs(inputs.subList(1, inputs.size()))));
    List<LlmEvent> events = new ArrayList<>();
    for (LlmEvent event = rest.next(); event != null; event = rest.next()) {
      if (event instanceof VectorProduced vector) {
        events.add(new VectorProduced(vector.index() + 1, vector.vector()));
      } else {
        events.add(event);
      }
      if (event instanceof Started) {
        events.add(new VectorProduced(0, new float[] {inputs.get(0).length(), 0}));
      }
    }
    return EventStreams.of(events);
  }
}
