package io.llmgw.cache.link;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.response.FinishReason;
import io.llmgw.cache.entry.Vector;
import io.llmgw.cache.key.CacheKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The texts of one request: which are known, and where the others belong. */
final class Batch {
  private final List<CacheKey> keys;
  private final List<String> inputs;
  private final @Nullable Vector[] known;

  Batch(List<CacheKey> keys, List<String> inputs) {
    this.keys = keys;
    this.inputs = inputs;
    this.known = new Vector[keys.size()];
  }

  int size() {
    return keys.size();
  }

  CacheKey key(int place) {
    return keys.get(place);
  }

  String input(int place) {
    return inputs.get(place);
  }

  /** One more is known, if it is of the same model as those before. */
  void know(int place, Vector vector) {
    String target = target();
    if (target == null || target.equals(vector.origin().target())) {
      known[place] = vector;
    }
  }

  void forget() {
    Arrays.fill(known, null);
  }

  @Nullable String target() {
    for (Vector vector : known) {
      if (vector != null) {
        return vector.origin().target();
      }
    }
    return null;
  }

  boolean isKnown() {
    return missing().isEmpty();
  }

  /** Whether each text is to be asked for: nothing is known, and none is there twice. */
  boolean isWhole() {
    return missing().size() == size();
  }

  /** The place of each text that is to be asked for; the first one where it has several. */
  List<Integer> missing() {
    return missingPlaces().stream().map(places -> places.get(0)).toList();
  }

  /** The key of each text that is to be asked for, in the order of {@link #missing}. */
  List<CacheKey> missingKeys() {
    return missing().stream().map(keys::get).toList();
  }

  /** All places of each text that is to be asked for, in the order of {@link #missing}. */
  List<List<Integer>> missingPlaces() {
    Map<CacheKey, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < known.length; i++) {
      if (known[i] == null) {
        places.computeIfAbsent(keys.get(i), key -> new ArrayList<>(1)).add(i);
      }
    }
    return List.copyOf(places.values());
  }

  List<String> missingInputs(List<String> all) {
    return missing().stream().map(all::get).toList();
  }

  int knownTexts() {
    return (int) Arrays.stream(known).filter(Objects::nonNull).count();
  }

  long knownTokens() {
    long tokens = 0;
    for (Vector vector : known) {
      tokens += vector == null ? 0 : vector.inputTokens();
    }
    return tokens;
  }

  /** The age of the oldest. */
  Duration age(long nowNanos) {
    Duration oldest = Duration.ZERO;
    for (Vector vector : known) {
      if (vector != null && vector.age(nowNanos).compareTo(oldest) > 0) {
        oldest = vector.age(nowNanos);
      }
    }
    return oldest;
  }

  List<LlmEvent> knownVectors() {
    List<LlmEvent> vectors = new ArrayList<>();
    for (int i = 0; i < known.length; i++) {
      Vector vector = known[i];
      if (vector != null) {
        vectors.add(new VectorProduced(i, vector.vector().vector()));
      }
    }
    return vectors;
  }

  List<LlmEvent> events() {
    List<LlmEvent> events = new ArrayList<>();
    events.add(Started.inProcess());
    events.addAll(knownVectors());
    events.add(new Completed(FinishReason.STOP, EmbeddingLookup.input(knownTokens())));
    return events;
  }
}
