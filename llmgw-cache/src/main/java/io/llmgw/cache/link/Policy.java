package io.llmgw.cache.link;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.CacheControl.Use;
import io.llmgw.cache.key.SampledBy;
import io.llmgw.cache.key.ServerState;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants of its cache, and what that means for one call.
 *
 * @param ofClient with everything decided
 * @param ofModels by the name that requests ask for
 * @param ttlOf says for how long an answer is kept, where its call does not; null for the client's
 * @param isShared whether calls that ask the same at the same time share one
 */
public record Policy(
    CacheControl ofClient,
    Map<String, CacheControl> ofModels,
    @Nullable Function<ChatResponse, @Nullable Duration> ttlOf,
    boolean isShared) {
  /** Copies the map. */
  public Policy {
    ofModels = Map.copyOf(ofModels);
  }

  /**
   * Whether a call asks by itself, whoever asks the same. One that is made on behalf of another may
   * pass where that has a place at a target: it must not wait with others for the place to become
   * free.
   */
  boolean isAlone(CallContext context, CacheControl control) {
    return !isShared || control.use() == Use.WRITE_ONLY || context.parentCallId() != null;
  }

  /** For a request that goes by this name, with what it leaves open said by that and the client. */
  CacheControl of(LlmRequest<?> request, @Nullable String name) {
    CacheControl own = request.option(CacheControl.class);
    CacheControl ofModel = name == null ? null : ofModels.get(name);
    CacheControl all = ofModel == null ? ofClient : ofModel.or(ofClient);
    return own == null ? all : own.or(all);
  }

  static boolean reads(CacheControl control) {
    return control.use() == Use.ON || control.use() == Use.READ_ONLY;
  }

  /**
   * The use by which calls share one: whether the answer is kept is with the one that begins it.
   */
  static @Nullable Use shared(CacheControl control) {
    return reads(control) ? Use.ON : control.use();
  }

  static boolean writes(CacheControl control) {
    return control.use() != Use.READ_ONLY;
  }

  /** Why the call has nothing to do with the cache; null when it has. */
  static @Nullable String obstacle(LlmRequest<?> request, CacheControl control) {
    if (control.use() == Use.OFF) {
      return "is off";
    }
    if (request instanceof TokenCountRequest) {
      return "is passed by: what is free is not kept";
    }
    String state = ServerState.fieldOf(request);
    if (state != null) {
      return "is passed by: by its field '" + state + "' the request goes on at the provider";
    }
    GenerationSettings settings =
        request instanceof ChatRequest chat ? chat.settings() : GenerationSettings.NONE;
    if (!isTrue(control.sampled())) {
      Double temperature =
          request instanceof TranscriptionRequest transcription
              ? transcription.temperature()
              : settings.temperature();
      if (temperature != null && temperature > 0 || SampledBy.temperature(request)) {
        return "is passed by: the request has a temperature above 0";
      }
      if (request instanceof ImageRequest || request instanceof SpeechRequest) {
        return "is passed by: each answer of the operation " + request.operation() + " is another";
      }
    }
    boolean seeded = settings.seed() != null || SampledBy.seed(request);
    return seeded && !isTrue(control.seeded()) ? "is passed by: the request has a seed" : null;
  }

  static boolean isTrue(@Nullable Boolean flag) {
    return flag != null && flag;
  }

  static Duration ttl(CacheControl control) {
    return Objects.requireNonNull(control.ttl(), "ttl");
  }

  static String namespace(CacheControl control) {
    return Objects.requireNonNull(control.namespace(), "namespace");
  }
}
