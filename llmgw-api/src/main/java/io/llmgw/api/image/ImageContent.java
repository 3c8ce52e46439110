package io.llmgw.api.image;

import io.llmgw.api.content.Extras;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.content.TextKind;
import io.llmgw.api.content.TextVisitor;
import io.llmgw.api.content.text.VisitedText;
import io.llmgw.api.request.rule.RequestRules;
import java.util.Objects;

/**
 * The text-bearing part of a request for images. Immutable and thread-safe; {@code toString} shows
 * sizes only.
 *
 * @param prompt what the image shall show; not empty
 * @param extras what the provider is told besides
 */
public record ImageContent(String prompt, Extras extras) implements RequestContent {
  /** Checks that there is a prompt. */
  public ImageContent {
    RequestRules.present("prompt", prompt);
    Objects.requireNonNull(extras, "extras");
  }

  @Override
  public ImageContent mapText(TextVisitor visitor) {
    String newPrompt = VisitedText.of(visitor, "prompt", TextKind.INPUT, prompt);
    Extras newExtras = extras.mapText(visitor);
    return VisitedText.same(prompt, newPrompt) && VisitedText.same(extras, newExtras)
        ? this
        : new ImageContent(newPrompt, newExtras);
  }

  @Override
  public long textLength() {
    return prompt.length() + extras.textLength();
  }

  /** The size. */
  @Override
  public String toString() {
    return "ImageContent[" + textLength() + " chars]";
  }
}
