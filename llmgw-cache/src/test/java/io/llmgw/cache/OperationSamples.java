package io.llmgw.cache;

import io.llmgw.api.content.Media;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.RequestBuilder;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.transcription.TranscriptionRequest;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Requests of operations that are neither chats nor embeddings. */
final class OperationSamples {
  static final Media.Bytes SOUND = Media.of(new byte[] {1}, "audio/wav");

  private OperationSamples() {}

  static Stream<LlmRequest<?>> requests() {
    return Stream.of(
        ModerationRequest.of("Why?"),
        RerankRequest.of("Why?", List.of("one", "two")),
        TranscriptionRequest.of(SOUND),
        ImageRequest.of("Why?"),
        SpeechRequest.of("Why?"));
  }

  static Stream<Class<?>> builders() {
    return Stream.of(RequestBuilder.class.getPermittedSubclasses());
  }

  static boolean isOf(Class<?> builder) {
    return RequestBuilder.class.isAssignableFrom(builder);
  }

  /** What each builder needs at least, by the name of its setter. */
  private static Map<String, Object> least(Class<?> builder) {
    Map<String, Object> least = new LinkedHashMap<>();
    if (builder == ModerationRequest.Builder.class) {
      least.put("input", "Why?");
    } else if (builder == RerankRequest.Builder.class) {
      least.put("query", "Why?");
      least.put("document", "Because.");
    } else if (builder == SpeechRequest.Builder.class) {
      least.put("text", "Why?");
    } else if (builder == TranscriptionRequest.Builder.class) {
      least.put("audio", SOUND);
    } else {
      least.put("prompt", "Why?");
    }
    return least;
  }

  /** The least request, with a setter called besides, or in the place of what is there. */
  static LlmRequest<?> built(Class<?> type, Method setter, Object[] values) throws Exception {
    Object builder = type.getDeclaringClass().getMethod("builder").invoke(null);
    for (Map.Entry<String, Object> each : least(type).entrySet()) {
      if (values == null || !each.getKey().equals(setter.getName())) {
        Class<?> kind = each.getValue().getClass();
        type.getMethod(each.getKey(), kind).invoke(builder, each.getValue());
      }
    }
    if (values != null) {
      setter.invoke(builder, values);
    }
    return (LlmRequest<?>) type.getMethod("build").invoke(builder);
  }
}
