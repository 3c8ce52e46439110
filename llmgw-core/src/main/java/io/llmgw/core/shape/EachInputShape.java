package io.llmgw.core.shape;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.LlmEvent;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** One result for each input, in any order. */
final class EachInputShape implements AnswerShape {
  private final Class<? extends ContentEvent> kind;
  private final String result;
  private final int inputs;
  private final BitSet answered = new BitSet();

  /**
   * The shape of an answer to so many inputs.
   *
   * @param kind of the event of a result
   * @param result what it is, in a word
   */
  EachInputShape(Class<? extends ContentEvent> kind, String result, int inputs) {
    this.kind = kind;
    this.result = result;
    this.inputs = inputs;
  }

  @Override
  public @Nullable String brokenBy(LlmEvent event) {
    if (kind.isInstance(event)) {
      return take(((ContentEvent) event).index());
    }
    int missing = inputs - answered.cardinality();
    return event instanceof Completed && missing > 0
        ? "answers " + inputs + " inputs with " + missing + " " + result + "s missing"
        : null;
  }

  private @Nullable String take(int index) {
    if (index >= inputs) {
      return "sends " + result + " " + index + " for " + inputs + " inputs";
    }
    if (answered.get(index)) {
      return "sends " + result + " " + index + " a second time";
    }
    answered.set(index);
    return null;
  }
}
