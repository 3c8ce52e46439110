package io.llmgw.providers.rig;

import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.test.LoneCall;

/** Attempts without an engine, with a prompt and a key that must not be seen elsewhere. */
public final class Calls {
  public static final String PROMPT = "canary-prompt-7f3a";
  public static final String SECRET = "sk-canary-key-91bc";

  private Calls() {}

  public static LoneCall whole() {
    return of(ChatRequest.of(PROMPT)).with(Delivery.WHOLE);
  }

  public static LoneCall streamed() {
    return of(ChatRequest.of(PROMPT)).with(Delivery.STREAMED);
  }

  /** A prompt larger than what sockets hold. */
  public static LoneCall large() {
    return of(ChatRequest.of("x".repeat(24 << 20))).with(Delivery.WHOLE);
  }

  public static LoneCall of(LlmRequest<?> request) {
    return LoneCall.of(request).model("gpt-test").with(ApiKey.of("main", SECRET));
  }
}
