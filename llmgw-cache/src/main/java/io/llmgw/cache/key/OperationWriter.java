package io.llmgw.cache.key;

import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.transcription.TranscriptionRequest;
import java.util.List;

/** Writes requests of operations that are neither chats nor embeddings, whole. */
final class OperationWriter {
  private final KeyWriter out;
  private final ContentWriter content;

  OperationWriter(KeyWriter out) {
    this.out = out;
    this.content = new ContentWriter(out);
  }

  void request(LlmRequest<?> request) {
    content.extras(request.content());
    if (request instanceof ModerationRequest moderation) {
      texts(moderation.content().inputs());
    } else if (request instanceof RerankRequest rerank) {
      out.text(rerank.content().query());
      texts(rerank.content().documents());
      RequestKeys.number(out, rerank.topN());
    } else if (request instanceof ImageRequest image) {
      out.text(image.content().prompt());
      RequestKeys.number(out, image.count());
      out.text(image.size());
      out.text(image.quality());
    } else if (request instanceof SpeechRequest speech) {
      speech(speech);
    } else if (request instanceof TranscriptionRequest transcription) {
      transcription(transcription);
    } else {
      throw new IllegalArgumentException("no key for the operation " + request.operation());
    }
  }

  private void speech(SpeechRequest speech) {
    out.text(speech.content().text());
    out.text(speech.content().instructions());
    out.text(speech.voice());
    out.text(speech.format() == null ? null : speech.format().name());
    RequestKeys.number(out, speech.speed());
  }

  private void transcription(TranscriptionRequest transcription) {
    content.media(transcription.content().audio());
    out.text(transcription.content().prompt());
    out.text(transcription.language());
    RequestKeys.number(out, transcription.temperature());
    out.number(transcription.isTimed() ? 1 : 0);
  }

  private void texts(List<String> texts) {
    out.number(texts.size());
    texts.forEach(out::text);
  }
}
