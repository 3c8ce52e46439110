package io.llmgw.observability.metrics;

/** What a metric is told apart by. Each has few values: fixed ones, or as many as its cap lets. */
public enum Label {
  /** {@code chat}, {@code embeddings}, {@code rerank}, ...: a closed set. */
  OPERATION("operation"),
  /**
   * What the request asked for, alias or model: the client's default where it named none, {@code
   * default} where there is none. Capped.
   */
  ROUTE("route"),
  /** {@code provider/model}. Capped. */
  TARGET("target"),
  /** {@code success}, {@code failure}, {@code cancelled}. */
  OUTCOME("outcome"),
  /**
   * The kind of the error, or who cancelled it, in lower case; {@code none} for a success. In
   * {@code gen_ai.*} errors alone have one, a passed deadline and a forgotten stream among them; it
   * is empty for what has succeeded, and for what somebody has ended.
   */
  ERROR_TYPE("error.type"),
  /** Whether the answer was read piece by piece: {@code true}, {@code false}. */
  STREAM("stream"),
  /** What for: {@code application}, or the purpose of an internal call. Capped. */
  PURPOSE("purpose"),
  /** On whose behalf; there only when it was asked for. Capped. */
  TENANT("tenant"),
  /** The kind of the error that led to it, in lower case; {@code none} where there was none. */
  REASON("reason"),
  /** The target that was left. Capped. */
  FROM("from"),
  /** The target, or the state, that followed. Capped. */
  TO("to"),
  /**
   * Who asked for a pause: {@code header} for the provider, {@code backoff} for the policy of
   * retries, {@code cool_down} for a target that rests.
   */
  SOURCE("source"),
  /** Which side answered: {@code first}, {@code hedge}, {@code none}. */
  WINNER("winner"),
  /**
   * Why the attempt was made: {@code first}, {@code repeat}, {@code next_key}, {@code failover},
   * {@code hedge}.
   */
  CAUSE("cause"),
  /** A kind of tokens, as {@code input}, {@code cached_input}, {@code reasoning}. */
  KIND("kind"),
  /** The currency of an amount, as {@code USD}. Capped. */
  CURRENCY("currency"),
  /**
   * {@code false} for what the provider reported, {@code true} for what was counted or computed
   * here, {@code at_least} for the known part of what is not known as a whole.
   */
  ESTIMATED("estimated"),
  /** Whom a limit holds for: {@code key} for each key by itself, {@code target} for all of them. */
  SCOPE("scope"),
  /**
   * Whether it had its turn in the end: {@code true}; {@code false} where it was refused or
   * cancelled.
   */
  GRANTED("granted"),
  /** Name of the provider. Capped. */
  PROVIDER("provider"),
  /**
   * What the cache did: {@code hit}, {@code miss}, {@code bypass}, {@code stale}, {@code
   * coalesced}.
   */
  RESULT("result"),
  /** What found something to mask. Capped. */
  DETECTOR("detector"),
  /** Where it was found: {@code input}, {@code output}. */
  DIRECTION("direction"),
  /** Which guard. Capped. */
  GUARD("guard"),
  /** What a guard said: {@code passed}, {@code changed}, {@code blocked}. */
  VERDICT("verdict"),
  /** Which limit, or budget. Capped. */
  LIMIT("limit"),
  /** A kind of event, as {@code breaker_opened}, {@code stream_leaked}. */
  EVENT("event"),
  /** OpenTelemetry's name of the operation. */
  GEN_AI_OPERATION("gen_ai.operation.name"),
  /** OpenTelemetry's name of the provider, or its own. Capped. */
  GEN_AI_PROVIDER("gen_ai.provider.name"),
  /** The model that was asked for, without its provider. Capped. */
  GEN_AI_REQUEST_MODEL("gen_ai.request.model"),
  /** The model that the provider says it used; {@code unknown} where it said none. Capped. */
  GEN_AI_RESPONSE_MODEL("gen_ai.response.model"),
  /** {@code input}, {@code output}. */
  GEN_AI_TOKEN_TYPE("gen_ai.token.type"),
  /** {@code unknown}: providers count tokens of all modalities together. */
  GEN_AI_TOKEN_MODALITY("gen_ai.token.modality");

  private final String key;

  Label(String key) {
    this.key = key;
  }

  /** Whether its values are names, of which there may be any number, and not from a fixed set. */
  boolean isName() {
    return switch (this) {
      case ROUTE,
          TARGET,
          PURPOSE,
          TENANT,
          FROM,
          TO,
          CURRENCY,
          PROVIDER,
          DETECTOR,
          GUARD,
          LIMIT,
          GEN_AI_PROVIDER,
          GEN_AI_REQUEST_MODEL,
          GEN_AI_RESPONSE_MODEL ->
          true;
      default -> false;
    };
  }

  /** The key of the tag, unless a {@link MetricsConvention} has another one. */
  public String key() {
    return key;
  }
}
