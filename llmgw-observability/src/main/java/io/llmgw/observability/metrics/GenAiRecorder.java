package io.llmgw.observability.metrics;

import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.Operation;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.observability.Semconv;
import io.llmgw.observability.genai.GenAi;
import java.time.Duration;

/**
 * Records attempts in the names of OpenTelemetry's conventions for generative AI. For one thread.
 */
final class GenAiRecorder {
  /** What the conventions say of modalities that providers do not tell apart. */
  private static final String UNKNOWN = "unknown";

  private final Series all;
  private final Names names;
  private final Semconv semconv;

  GenAiRecorder(Series all, Names names, Semconv semconv) {
    this.all = all;
    this.names = names;
    this.semconv = semconv;
  }

  void record(ObservedCall call, ObservedAttempt attempt, ObservedAttemptOutcome outcome) {
    String target = attempt.target();
    Series attempts =
        all.with(Label.GEN_AI_OPERATION, GenAi.operation(call.operation()))
            .with(Label.GEN_AI_PROVIDER, names.provider(target, attempt.provider()))
            .with(Label.GEN_AI_REQUEST_MODEL, names.model(target, attempt.model()))
            .with(Label.GEN_AI_RESPONSE_MODEL, names.answering(outcome.model()));
    recordTimes(attempts, call, outcome);
    if (semconv.isV141()) {
      recordTokens(attempts, outcome.attempt().usage());
    }
    // The latest names are for inference; for what is none, such as embeddings, the old ones stay.
    if (semconv.isLatest() && call.operation() == Operation.CHAT) {
      recordLatestTokens(attempts, outcome.attempt().usage());
    }
  }

  private void recordTimes(Series attempts, ObservedCall call, ObservedAttemptOutcome outcome) {
    AttemptRecord account = outcome.attempt();
    String failure = GenAi.failure(outcome);
    // OpenTelemetry has it on errors alone; an empty value is as good as none, and keeps one set of
    // keys, which some registries insist on.
    Series byError = attempts.with(Label.ERROR_TYPE, failure == null ? "" : failure);
    boolean inference = call.operation() == Operation.CHAT;
    if (semconv.isV141() || !inference) {
      byError.time(Metric.GEN_AI_DURATION, account.latency());
    }
    if (semconv.isLatest() && inference) {
      byError.time(Metric.GEN_AI_INFERENCE_DURATION, account.latency());
    }
    Duration first = account.timeToFirstToken();
    if (first == null || call.delivery() != Delivery.STREAMED) {
      return;
    }
    if (semconv.isV141()) {
      attempts.time(Metric.GEN_AI_FIRST_CHUNK, first);
    }
    if (semconv.isLatest() && inference) {
      attempts.time(Metric.GEN_AI_INFERENCE_FIRST_CHUNK, first);
    }
    long further = outcome.pieces() - 1;
    if (further > 0 && account.state() == AttemptState.SUCCEEDED) {
      Duration each = account.latency().minus(first).dividedBy(further);
      recordPerChunk(attempts, inference, each);
    }
  }

  private void recordPerChunk(Series attempts, boolean inference, Duration each) {
    if (semconv.isV141()) {
      attempts.time(Metric.GEN_AI_PER_CHUNK, each);
    }
    if (semconv.isLatest() && inference) {
      attempts.time(Metric.GEN_AI_INFERENCE_PER_CHUNK, each);
    }
  }

  private static void recordTokens(Series attempts, Usage usage) {
    if (usage.isKnown(TokenKind.INPUT)) {
      attempts
          .with(Label.GEN_AI_TOKEN_TYPE, "input")
          .tokens(Metric.GEN_AI_TOKEN_USAGE, usage.tokens(TokenKind.INPUT));
    }
    if (usage.isKnown(TokenKind.OUTPUT)) {
      attempts
          .with(Label.GEN_AI_TOKEN_TYPE, "output")
          .tokens(Metric.GEN_AI_TOKEN_USAGE, usage.tokens(TokenKind.OUTPUT));
    }
  }

  private static void recordLatestTokens(Series attempts, Usage usage) {
    if (usage.isKnown(TokenKind.INPUT)) {
      attempts.tokens(Metric.GEN_AI_OPERATION_INPUT, usage.tokens(TokenKind.INPUT));
    }
    if (usage.isKnown(TokenKind.OUTPUT)) {
      attempts.tokens(Metric.GEN_AI_OPERATION_OUTPUT, usage.tokens(TokenKind.OUTPUT));
    }
    // Also where nothing was used: the conventions want the series of failed attempts too.
    Series counts = attempts.with(Label.GEN_AI_TOKEN_MODALITY, UNKNOWN);
    counts.count(Metric.GEN_AI_INPUT, usage.tokens(TokenKind.INPUT));
    counts.count(Metric.GEN_AI_OUTPUT, usage.tokens(TokenKind.OUTPUT));
    countIfAny(counts, Metric.GEN_AI_CACHE_READ, usage.tokens(TokenKind.CACHED_INPUT));
    countIfAny(counts, Metric.GEN_AI_CACHE_WRITE, GenAi.cacheWrites(usage));
    countIfAny(counts, Metric.GEN_AI_REASONING, usage.tokens(TokenKind.REASONING));
  }

  private static void countIfAny(Series counts, Metric metric, long tokens) {
    if (tokens > 0) {
      counts.count(metric, tokens);
    }
  }
}
