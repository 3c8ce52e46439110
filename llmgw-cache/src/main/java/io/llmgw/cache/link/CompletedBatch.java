package io.llmgw.cache.link;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.usage.Usage;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of the texts that were asked for, and the vectors of all other places. */
final class CompletedBatch implements EventStream {
  private final EventStream asked;
  private final Batch batch;
  private final List<List<Integer>> missing;
  private final ArrayDeque<LlmEvent> ahead;
  private boolean started;

  CompletedBatch(EventStream asked, Batch batch) {
    this.asked = asked;
    this.batch = batch;
    this.missing = batch.missingPlaces();
    this.ahead = new ArrayDeque<>(batch.knownVectors());
  }

  @Override
  public @Nullable LlmEvent next() {
    if (started && !ahead.isEmpty()) {
      return ahead.poll();
    }
    LlmEvent event = asked.next();
    started |= event instanceof Started;
    if (event instanceof VectorProduced vector) {
      List<Integer> places = missing.get(vector.index());
      for (int place : places.subList(1, places.size())) {
        ahead.add(new VectorProduced(place, vector.vector()));
      }
      return new VectorProduced(places.get(0), vector.vector());
    }
    if (event instanceof Completed last) {
      Usage all = last.usage().plus(EmbeddingLookup.input(batch.knownTokens()));
      return new Completed(last.finishReason(), last.rawFinishReason(), all);
    }
    return event;
  }

  @Override
  public void close() {
    asked.close();
  }
}
