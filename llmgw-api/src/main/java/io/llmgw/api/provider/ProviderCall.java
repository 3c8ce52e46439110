package io.llmgw.api.provider;

import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.time.TimeSource;
import org.jspecify.annotations.Nullable;

/** One attempt as a provider sees it. Made by the engine; valid until its stream ends. */
public interface ProviderCall {
  /** What is asked. Its {@link LlmRequest#model()} is the caller's word; use {@link #model()}. */
  LlmRequest<?> request();

  /** The provider's own id of the model, as {@code gpt-5-mini}. */
  String model();

  /** Whether the answer should be asked for whole or as a stream. */
  Delivery delivery();

  /** The key to use, null when {@link Provider#keys()} offers none. */
  @Nullable ApiKey key();

  /** Number of this attempt within the call, from 1. */
  int attempt();

  /** Cancelled when this attempt must end: register a wake-up for whatever blocks. */
  Cancellation cancellation();

  /** The clocks to measure and wait by. */
  TimeSource time();

  /** The clocks that bound this attempt, defaults filled in. */
  Timeouts timeouts();

  /**
   * Adds to the call's decision trail, for instance a parameter that was dropped.
   *
   * @param note what was decided and why; never prompt or answer text
   */
  void note(String note);

  /**
   * Says that from here on the request may have reached the provider, so that a failure may be
   * billed. Call it right before the first byte leaves; idempotent.
   */
  void sent();
}
