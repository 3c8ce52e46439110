package io.llmgw.core.shape;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.VectorProduced;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** One vector for each input, in any order. */
final class VectorsShape implements AnswerShape {
  private final int inputs;
  private final BitSet answered = new BitSet();

  VectorsShape(int inputs) {
    this.inputs = inputs;
  }

  @Override
  public @Nullable String brokenBy(LlmEvent event) {
    if (event instanceof VectorProduced vector) {
      return take(vector.index());
    }
    int missing = inputs - answered.cardinality();
    return event instanceof Completed && missing > 0
        ? "answers " + inputs + " inputs with " + missing + " vectors missing"
        : null;
  }

  private @Nullable String take(int index) {
    if (index >= inputs) {
      return "sends vector " + index + " for " + inputs + " inputs";
    }
    if (answered.get(index)) {
      return "sends vector " + index + " a second time";
    }
    answered.set(index);
    return null;
  }
}
