package io.llmgw.api.moderation;

import io.llmgw.api.content.Extras;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.content.TextKind;
import io.llmgw.api.content.TextVisitor;
import io.llmgw.api.content.text.VisitedText;
import io.llmgw.api.request.rule.RequestRules;
import java.util.List;
import java.util.Objects;

/**
 * The text-bearing part of a moderation request. Immutable and thread-safe; {@code toString} shows
 * sizes only.
 *
 * @param inputs the texts to be judged, each by itself; at least one, none of them empty
 * @param extras what the provider is told besides
 */
public record ModerationContent(List<String> inputs, Extras extras) implements RequestContent {
  /** Copies the list. */
  public ModerationContent {
    inputs = RequestRules.texts("input", inputs);
    Objects.requireNonNull(extras, "extras");
  }

  @Override
  public ModerationContent mapText(TextVisitor visitor) {
    List<String> newInputs = VisitedText.ofAll(visitor, "inputs", TextKind.INPUT, inputs);
    Extras newExtras = extras.mapText(visitor);
    return VisitedText.same(inputs, newInputs) && VisitedText.same(extras, newExtras)
        ? this
        : new ModerationContent(newInputs, newExtras);
  }

  @Override
  public long textLength() {
    return VisitedText.lengthOf(inputs) + extras.textLength();
  }

  /** Number of inputs and size. */
  @Override
  public String toString() {
    return "ModerationContent[" + inputs.size() + " inputs, " + textLength() + " chars]";
  }
}
