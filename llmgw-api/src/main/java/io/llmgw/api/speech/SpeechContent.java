package io.llmgw.api.speech;

import io.llmgw.api.content.Extras;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.content.TextKind;
import io.llmgw.api.content.TextVisitor;
import io.llmgw.api.content.text.VisitedText;
import io.llmgw.api.request.rule.RequestRules;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The text-bearing part of a request for speech. Immutable and thread-safe; {@code toString} shows
 * sizes only.
 *
 * @param text what shall be said; not empty
 * @param instructions how it shall be said; not empty, null for nothing
 * @param extras what the provider is told besides
 */
public record SpeechContent(String text, @Nullable String instructions, Extras extras)
    implements RequestContent {
  /** Checks that there is a text. */
  public SpeechContent {
    RequestRules.present("text", text);
    RequestRules.text("instructions", instructions);
    Objects.requireNonNull(extras, "extras");
  }

  @Override
  public SpeechContent mapText(TextVisitor visitor) {
    String newText = VisitedText.of(visitor, "text", TextKind.INPUT, text);
    String told = VisitedText.ofAny(visitor, "instructions", TextKind.INPUT, instructions);
    Extras newExtras = extras.mapText(visitor);
    boolean same =
        VisitedText.same(text, newText)
            && VisitedText.same(instructions, told)
            && VisitedText.same(extras, newExtras);
    return same ? this : new SpeechContent(newText, told, newExtras);
  }

  @Override
  public long textLength() {
    return text.length() + VisitedText.lengthOf(instructions) + extras.textLength();
  }

  /** The size. */
  @Override
  public String toString() {
    return "SpeechContent[" + textLength() + " chars]";
  }
}
