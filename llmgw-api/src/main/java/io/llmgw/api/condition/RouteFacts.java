package io.llmgw.api.condition;

import io.llmgw.api.Caller;
import io.llmgw.api.catalog.Modality;
import io.llmgw.api.chain.AttributeKey;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.Operation;
import io.llmgw.api.request.RequestOption;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call before it goes anywhere; no text of it. Facts are worked out when they
 * are asked for, once a call. For one thread at a time, as the choice of the target is.
 */
public interface RouteFacts {
  /** On whose behalf. */
  Caller caller();

  /** What for: a call of the application, or one that a link makes. */
  Purpose purpose();

  /** What the model is asked to do. */
  Operation operation();

  /** Whether the caller reads the answer piece by piece or takes it whole. */
  Delivery delivery();

  /** The model that the request names; null for the client's default. */
  @Nullable String model();

  /** The task: as the request says by {@link Task}, else as the classifier says; null for none. */
  @Nullable String task();

  /** What the target must be able to do, as far as the request shows it; unmodifiable. */
  Set<Capability> needs();

  /** What the request is made of, text included; unmodifiable. */
  Set<Modality> modalities();

  /** Tokens that a usual model reads, by estimate; at least 1. */
  long estimatedInputTokens();

  /** The most tokens that the answer may have; 0 when the request does not limit it. */
  int maxOutputTokens();

  /** The service tier that the request asks for, as it says it; {@code standard} for none. */
  String serviceTier();

  /** The option of a key; null when the request has none. */
  <O extends RequestOption> @Nullable O option(Class<O> key);

  /** The value that a link of the host has left under this key; null when there is none. */
  <T> @Nullable T attribute(AttributeKey<T> key);

  /** The time of the call. */
  Instant now();
}
