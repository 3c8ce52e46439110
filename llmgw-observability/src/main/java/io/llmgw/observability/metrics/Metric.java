package io.llmgw.observability.metrics;

import io.llmgw.observability.Semconv;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is measured: {@code llmgw.*} as callers see it, {@code gen_ai.*} for each attempt, as its
 * provider sees it. Names are Micrometer's; a registry writes them in its own way, as {@code
 * llmgw_request_duration_seconds} for Prometheus.
 */
public enum Metric {
  /** How long calls took, from their beginning to their outcome. */
  REQUEST_DURATION(
      "llmgw.request.duration",
      Shape.TIMER,
      "How long calls took, from their beginning to their outcome",
      Labels.of(
          Label.OPERATION,
          Label.ROUTE,
          Label.OUTCOME,
          Label.ERROR_TYPE,
          Label.STREAM,
          Label.PURPOSE,
          Label.TENANT)),
  /**
   * How long streams took from the beginning of the call until their first content was ready,
   * whenever it was read.
   */
  TIME_TO_FIRST_TOKEN(
      "llmgw.request.time_to_first_token",
      Shape.TIMER,
      "How long streams took from the beginning of the call until their first content was ready,"
          + " whenever it was read",
      Labels.CALL),
  /**
   * How long each token took after the first content of streams that succeeded, on average of the
   * stream and with what its reader took; without tokens of reasoning where none was handed out.
   */
  TIME_PER_OUTPUT_TOKEN(
      "llmgw.request.time_per_output_token",
      Shape.SHORT_TIMER,
      "How long each token took after the first content of streams that succeeded, on average of"
          + " the stream and with what its reader took; without tokens of reasoning where none was"
          + " handed out",
      Labels.CALL),
  /**
   * What of the time of calls was the library's own: neither at providers nor in pauses and waits
   * nor their reader's.
   */
  OVERHEAD(
      "llmgw.request.overhead",
      Shape.SHORT_TIMER,
      "What of the time of calls was the library's own: neither at providers nor in pauses and"
          + " waits nor their reader's",
      Labels.CALL),
  /** Calls under way. */
  IN_FLIGHT(
      "llmgw.concurrency.in_flight", Shape.GAUGE, "Calls under way", Labels.of(Label.OPERATION)),
  /**
   * How many attempts at once a target declares, for each key or for all of them; there once one
   * within such a limit has ended, infinite where it is declared no more.
   */
  CONCURRENCY_LIMIT(
      "llmgw.concurrency.limit",
      Shape.GAUGE,
      "How many attempts at once a target declares, for each key or for all of them; there once one"
          + " within such a limit has ended, infinite where it is declared no more",
      Labels.of(Label.TARGET, Label.SCOPE)),
  /** Attempts that have ended. */
  ATTEMPTS(
      "llmgw.attempts",
      Shape.COUNTER,
      "Attempts that have ended",
      Labels.of(Label.ROUTE, Label.TARGET, Label.CAUSE, Label.OUTCOME, Label.ERROR_TYPE)),
  /** Attempts under way. */
  ATTEMPTS_IN_FLIGHT(
      "llmgw.attempts.in_flight", Shape.GAUGE, "Attempts under way", Labels.of(Label.TARGET)),
  /** Pauses of calls between two attempts. */
  RETRY_DELAY(
      "llmgw.retry.delay",
      Shape.TIMER,
      "Pauses of calls between two attempts",
      Labels.of(Label.TARGET, Label.SOURCE)),
  /**
   * How long calls waited for their turn within the limits of a target or key, those included that
   * waited for nothing.
   */
  LIMIT_WAIT(
      "llmgw.ratelimit.wait",
      Shape.TIMER,
      "How long calls waited for their turn within the limits of a target or key, those included"
          + " that waited for nothing",
      Labels.of(Label.TARGET, Label.GRANTED)),
  /**
   * How long attempts waited for a place within a limit of this process, such as the most
   * connections to a host.
   */
  PLACE_WAIT(
      "llmgw.connection.wait",
      Shape.TIMER,
      "How long attempts waited for a place within a limit of this process, such as the most"
          + " connections to a host",
      Labels.of(Label.TARGET)),
  /** Calls that went on from one target to another after an error. */
  FALLBACKS(
      "llmgw.fallbacks",
      Shape.COUNTER,
      "Calls that went on from one target to another after an error",
      Labels.of(Label.FROM, Label.TO, Label.REASON)),
  /** Calls that asked a second target beside the first, by the side that answered. */
  HEDGES(
      "llmgw.hedge",
      Shape.COUNTER,
      "Calls that asked a second target beside the first, by the side that answered",
      Labels.of(Label.ROUTE, Label.WINNER)),
  /** Tokens of attempts by kind; input and output are totals, other kinds parts of them. */
  TOKENS(
      "llmgw.tokens",
      Shape.COUNTER,
      "Tokens of attempts by kind; input and output are totals, other kinds parts of them",
      Labels.of(Label.ROUTE, Label.TARGET, Label.KIND, Label.ESTIMATED, Label.TENANT)),
  /** What attempts cost, in units of the currency. */
  COST(
      "llmgw.cost",
      Shape.COUNTER,
      "What attempts cost, in units of the currency",
      Labels.of(Label.ROUTE, Label.TARGET, Label.CURRENCY, Label.ESTIMATED, Label.TENANT)),
  /** Attempts whose cost is not known, or not as a whole. */
  COST_UNKNOWN(
      "llmgw.cost.unknown",
      Shape.COUNTER,
      "Attempts whose cost is not known, or not as a whole",
      Labels.of(Label.ROUTE, Label.TARGET, Label.TENANT)),
  /** Streams that failed after their first content was delivered. */
  STREAM_TRUNCATED(
      "llmgw.stream.truncated",
      Shape.COUNTER,
      "Streams that failed after their first content was delivered",
      Labels.of(Label.ROUTE, Label.REASON)),
  /** Streams that were cancelled after their first content was delivered. */
  STREAM_CANCELLED(
      "llmgw.stream.cancelled",
      Shape.COUNTER,
      "Streams that were cancelled after their first content was delivered",
      Labels.of(Label.ROUTE, Label.REASON)),
  /** Attempts that the idle clock ended in the middle of their answer. */
  STREAM_IDLE(
      "llmgw.stream.idle_timeout",
      Shape.COUNTER,
      "Attempts that the idle clock ended in the middle of their answer",
      Labels.of(Label.ROUTE)),
  /** What the cache did for calls. */
  CACHE_REQUESTS(
      "llmgw.cache.requests",
      Shape.COUNTER,
      "What the cache did for calls",
      Labels.of(Label.RESULT)),
  /** Tokens that were not paid for, thanks to the cache. */
  CACHE_SAVED_TOKENS(
      "llmgw.cache.saved.tokens",
      Shape.COUNTER,
      "Tokens that were not paid for, thanks to the cache",
      Labels.of()),
  /** Places that were masked. */
  REDACTIONS(
      "llmgw.redactions",
      Shape.COUNTER,
      "Places that were masked",
      Labels.of(Label.DETECTOR, Label.DIRECTION)),
  /** What guards said of calls. */
  GUARD_VERDICTS(
      "llmgw.guard.verdicts",
      Shape.COUNTER,
      "What guards said of calls",
      Labels.of(Label.GUARD, Label.VERDICT)),
  /** How long guards took. */
  GUARD_DURATION(
      "llmgw.guard.duration", Shape.SHORT_TIMER, "How long guards took", Labels.of(Label.GUARD)),
  /** How long calls waited within limits of their callers. */
  CALLER_WAIT(
      "llmgw.limit.wait",
      Shape.TIMER,
      "How long calls waited within limits of their callers",
      Labels.of(Label.LIMIT)),
  /** Calls that a limit of their caller refused. */
  CALLER_REJECTIONS(
      "llmgw.limit.rejections",
      Shape.COUNTER,
      "Calls that a limit of their caller refused",
      Labels.of(Label.LIMIT)),
  /** Calls and attempts that a budget refused. */
  BUDGET_REJECTIONS(
      "llmgw.budget.rejections",
      Shape.COUNTER,
      "Calls and attempts that a budget refused",
      Labels.of(Label.LIMIT)),
  /** 1 while the breaker of a target is open, else 0; there once it has opened. */
  CIRCUIT_STATE(
      "llmgw.circuit.state",
      Shape.GAUGE,
      "1 while the breaker of a target is open, else 0; there once it has opened",
      Labels.of(Label.TARGET)),
  /** Changes of the breaker of a target, to open or closed. */
  CIRCUIT_TRANSITIONS(
      "llmgw.circuit.transitions",
      Shape.COUNTER,
      "Changes of the breaker of a target, to open or closed",
      Labels.of(Label.TARGET, Label.TO)),
  /** Keys that their provider refuses and that are not used; there once one was. */
  KEYS_QUARANTINED(
      "llmgw.keys.quarantined",
      Shape.GAUGE,
      "Keys that their provider refuses and that are not used; there once one was",
      Labels.of(Label.PROVIDER)),
  /** Rests and quarantines of keys. */
  KEY_RESTS(
      "llmgw.keys.rests",
      Shape.COUNTER,
      "Rests and quarantines of keys",
      Labels.of(Label.PROVIDER, Label.REASON)),
  /** Rests of targets, whatever the key. */
  TARGET_RESTS(
      "llmgw.targets.rests",
      Shape.COUNTER,
      "Rests of targets, whatever the key",
      Labels.of(Label.TARGET, Label.REASON)),
  /** Events of the client, by kind; each kind is there from the first call on, as 0. */
  EVENTS(
      "llmgw.events",
      Shape.COUNTER,
      "Events of the client, by kind; each kind is there from the first call on, as 0",
      Labels.of(Label.EVENT)),
  /** Calls, attempts and events that are in no metric, since the registry was too slow. */
  DROPPED(
      "llmgw.metrics.dropped",
      Shape.COUNTER,
      "Calls, attempts and events that are in no metric, since the registry was too slow",
      Labels.of()),
  /** Calls, attempts and events that are missing in metrics, since the registry failed. */
  ERRORS(
      "llmgw.metrics.errors",
      Shape.COUNTER,
      "Calls, attempts and events that are missing in metrics, since the registry failed",
      Labels.of()),
  /** How long attempts took. */
  GEN_AI_DURATION(
      "gen_ai.client.operation.duration",
      Shape.TIMER,
      "How long attempts took",
      Semconv.V1_41,
      Labels.GEN_AI_ERROR),
  /** How long streamed attempts took to their first content. */
  GEN_AI_FIRST_CHUNK(
      "gen_ai.client.operation.time_to_first_chunk",
      Shape.TIMER,
      "How long streamed attempts took to their first content",
      Semconv.V1_41,
      Labels.GEN_AI),
  /** How long further pieces of streamed attempts took, on average of the attempt. */
  GEN_AI_PER_CHUNK(
      "gen_ai.client.operation.time_per_output_chunk",
      Shape.TIMER,
      "How long further pieces of streamed attempts took, on average of the attempt",
      Semconv.V1_41,
      Labels.GEN_AI),
  /** Tokens of an attempt, where they are known. */
  GEN_AI_TOKEN_USAGE(
      "gen_ai.client.token.usage",
      Shape.TOKENS,
      "Tokens of an attempt, where they are known",
      Semconv.V1_41,
      Labels.GEN_AI_TYPE),
  /** How long attempts took, except for those at embeddings. */
  GEN_AI_INFERENCE_DURATION(
      "gen_ai.client.inference.duration",
      Shape.TIMER,
      "How long attempts took, except for those at embeddings",
      Semconv.LATEST,
      Labels.GEN_AI_ERROR),
  /** How long streamed attempts took to their first content. */
  GEN_AI_INFERENCE_FIRST_CHUNK(
      "gen_ai.client.inference.time_to_first_chunk",
      Shape.TIMER,
      "How long streamed attempts took to their first content",
      Semconv.LATEST,
      Labels.GEN_AI),
  /** How long further pieces of streamed attempts took, on average of the attempt. */
  GEN_AI_INFERENCE_PER_CHUNK(
      "gen_ai.client.inference.time_per_output_chunk",
      Shape.TIMER,
      "How long further pieces of streamed attempts took, on average of the attempt",
      Semconv.LATEST,
      Labels.GEN_AI),
  /** Input tokens of an attempt, where they are known. */
  GEN_AI_OPERATION_INPUT(
      "gen_ai.client.inference.operation.input_tokens",
      Shape.TOKENS,
      "Input tokens of an attempt, where they are known",
      Semconv.LATEST,
      Labels.GEN_AI),
  /** Output tokens of an attempt, where they are known. */
  GEN_AI_OPERATION_OUTPUT(
      "gen_ai.client.inference.operation.output_tokens",
      Shape.TOKENS,
      "Output tokens of an attempt, where they are known",
      Semconv.LATEST,
      Labels.GEN_AI),
  /** Input tokens. */
  GEN_AI_INPUT(
      "gen_ai.client.inference.usage.input_tokens",
      Shape.COUNTER,
      "Input tokens",
      Semconv.LATEST,
      Labels.GEN_AI_MODALITY),
  /** Output tokens. */
  GEN_AI_OUTPUT(
      "gen_ai.client.inference.usage.output_tokens",
      Shape.COUNTER,
      "Output tokens",
      Semconv.LATEST,
      Labels.GEN_AI_MODALITY),
  /** The part of the input that came from the provider's prompt cache. */
  GEN_AI_CACHE_READ(
      "gen_ai.client.inference.usage.cache_read.input_tokens",
      Shape.COUNTER,
      "The part of the input that came from the provider's prompt cache",
      Semconv.LATEST,
      Labels.GEN_AI_MODALITY),
  /** The part of the input that went into the provider's prompt cache. */
  GEN_AI_CACHE_WRITE(
      "gen_ai.client.inference.usage.cache_write.input_tokens",
      Shape.COUNTER,
      "The part of the input that went into the provider's prompt cache",
      Semconv.LATEST,
      Labels.GEN_AI_MODALITY),
  /** The part of the output that was reasoning. */
  GEN_AI_REASONING(
      "gen_ai.client.inference.usage.reasoning.output_tokens",
      Shape.COUNTER,
      "The part of the output that was reasoning",
      Semconv.LATEST,
      Labels.GEN_AI_MODALITY);

  private final String fullName;
  private final Shape shape;
  private final String description;
  private final @Nullable Semconv semconv;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of and Stream.toList
  private final List<Label> labels;

  Metric(String fullName, Shape shape, String description, List<Label> labels) {
    this(fullName, shape, description, null, labels);
  }

  Metric(
      String fullName,
      Shape shape,
      String description,
      @Nullable Semconv semconv,
      List<Label> labels) {
    this.fullName = fullName;
    this.shape = shape;
    this.description = description;
    this.semconv = semconv;
    this.labels = labels;
  }

  /** Its name, unless a {@link MetricsConvention} has another one. */
  public String fullName() {
    return fullName;
  }

  /** How it is kept. */
  public Shape shape() {
    return shape;
  }

  /** What it says, as the registry is told. */
  public String description() {
    return description;
  }

  /** Which version of OpenTelemetry's conventions has it; null for names of this gateway. */
  public @Nullable Semconv semconv() {
    return semconv;
  }

  /** What its series are told apart by. */
  public List<Label> labels() {
    return labels;
  }
}
