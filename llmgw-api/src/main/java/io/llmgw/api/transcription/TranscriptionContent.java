package io.llmgw.api.transcription;

import io.llmgw.api.content.Extras;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.content.TextKind;
import io.llmgw.api.content.TextVisitor;
import io.llmgw.api.content.text.VisitedText;
import io.llmgw.api.request.rule.RequestRules;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The recording of a request for a transcript, and its text. Immutable and thread-safe; {@code
 * toString} shows sizes only.
 *
 * @param audio the recording
 * @param prompt words that may be said in it, to be spelt as here; not empty, null for none
 * @param extras what the provider is told besides
 */
public record TranscriptionContent(Media.Bytes audio, @Nullable String prompt, Extras extras)
    implements RequestContent {
  /** Checks that there is a recording. */
  public TranscriptionContent {
    Objects.requireNonNull(audio, "audio");
    RequestRules.text("prompt", prompt);
    Objects.requireNonNull(extras, "extras");
  }

  @Override
  public TranscriptionContent mapText(TextVisitor visitor) {
    String newPrompt = VisitedText.ofAny(visitor, "prompt", TextKind.INPUT, prompt);
    Extras newExtras = extras.mapText(visitor);
    return VisitedText.same(prompt, newPrompt) && VisitedText.same(extras, newExtras)
        ? this
        : new TranscriptionContent(audio, newPrompt, newExtras);
  }

  @Override
  public long textLength() {
    return VisitedText.lengthOf(prompt) + extras.textLength();
  }

  /** The sizes. */
  @Override
  public String toString() {
    return "TranscriptionContent[" + audio + ", " + textLength() + " chars]";
  }
}
