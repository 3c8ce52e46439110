package io.llmgw.providers;

import io.llmgw.api.content.Media;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.transcription.TranscriptionRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One request of each operation that is neither a chat nor an embedding. */
public final class OperationSamples {
  /** Bytes that are shown as they are, so that a body can be searched for them. */
  static final Media.Bytes SOUND =
      Media.of("words that are spoken".getBytes(StandardCharsets.UTF_8), "audio/mpeg");

  private OperationSamples() {}

  public static LlmRequest<?> request(Capability capability) {
    return switch (capability) {
      case MODERATION -> ModerationRequest.of("words");
      case RERANK -> RerankRequest.of("words", List.of("one", "two"));
      case IMAGE_GENERATION -> ImageRequest.of("words");
      case SPEECH -> SpeechRequest.of("words");
      case TRANSCRIPTION -> TranscriptionRequest.of(SOUND);
      default -> throw new AssertionError(capability + " is no operation of its own");
    };
  }

  /** What the body of a host that speaks as OpenAI does must hold. */
  static String sent(Capability capability) {
    return switch (capability) {
      case MODERATION -> "\"input\":[\"words\"]";
      case RERANK -> "\"query\":\"words\",\"documents\":[\"one\",\"two\"]";
      case IMAGE_GENERATION -> "\"prompt\":\"words\"";
      case SPEECH -> "\"input\":\"words\"";
      case TRANSCRIPTION -> "words that are spoken";
      default -> throw new AssertionError("no form is known");
    };
  }
}
