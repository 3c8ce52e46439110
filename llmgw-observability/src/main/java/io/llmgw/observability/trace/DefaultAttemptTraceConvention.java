package io.llmgw.observability.trace;

import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.observability.Semconv;
import io.llmgw.observability.genai.GenAi;
import io.micrometer.common.KeyValues;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code chat gpt-5-mini}, with the attributes that OpenTelemetry's conventions for generative AI
 * have for it, as far as a request without its text shows them, and {@code llmgw.*}.
 */
public final class DefaultAttemptTraceConvention implements AttemptTraceConvention {
  /** Name of the observation, of which a meter handler makes a timer. */
  public static final String NAME = "llmgw.attempt";

  private static final double NANOS_PER_SECOND = 1e9;

  private final Semconv semconv;

  /** With the names of this version. */
  public DefaultAttemptTraceConvention(Semconv semconv) {
    this.semconv = Objects.requireNonNull(semconv, "semconv");
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public String getContextualName(AttemptTrace trace) {
    return GenAi.operation(trace.call().operation()) + " " + Tags.fit(trace.attempt().model());
  }

  @Override
  public KeyValues getLowCardinalityKeyValues(AttemptTrace trace) {
    ObservedAttempt attempt = trace.attempt();
    ObservedAttemptOutcome outcome = trace.outcome();
    return new Tags()
        .add("gen_ai.operation.name", GenAi.operation(trace.call().operation()))
        .add("gen_ai.provider.name", GenAi.provider(attempt.provider()))
        .add("llmgw.attempt.cause", GenAi.lower(attempt.cause()))
        .add("llmgw.outcome", outcome == null ? GenAi.NONE : GenAi.outcome(outcome))
        .toKeyValues();
  }

  @Override
  public KeyValues getHighCardinalityKeyValues(AttemptTrace trace) {
    ObservedAttempt attempt = trace.attempt();
    Tags tags =
        new Tags()
            .add("gen_ai.request.model", attempt.model())
            .add("gen_ai.request.stream", trace.call().delivery() == Delivery.STREAMED)
            .add("llmgw.call_id", attempt.callId())
            .add("llmgw.attempt.number", attempt.number())
            .add("llmgw.key_alias", attempt.keyAlias())
            .add(
                "llmgw.attempt.after",
                attempt.after() == null ? null : GenAi.error(attempt.after()));
    asked(tags, trace.call().settings());
    ObservedAttemptOutcome outcome = trace.outcome();
    if (outcome != null) {
      tags.add("error.type", GenAi.failure(outcome));
      server(tags, outcome.server());
      answer(tags, outcome);
      usage(tags, outcome.attempt().usage());
    }
    return tags.toKeyValues();
  }

  private void asked(Tags tags, GenerationSettings settings) {
    ReasoningSettings reasoning = settings.reasoning();
    ReasoningEffort effort = reasoning == null ? null : reasoning.effort();
    tags.add("gen_ai.request.temperature", settings.temperature())
        .add("gen_ai.request.top_p", settings.topP())
        .add("gen_ai.request.top_k", topK(settings.topK()))
        .add("gen_ai.request.max_tokens", settings.maxOutputTokens())
        .add("gen_ai.request.seed", settings.seed())
        .add("gen_ai.request.frequency_penalty", settings.frequencyPenalty())
        .add("gen_ai.request.presence_penalty", settings.presencePenalty())
        .add(
            "gen_ai.request.reasoning.level",
            effort == null || !semconv.isLatest() ? null : GenAi.lower(effort));
  }

  /** A number with a fraction in version 1.41, which has none all the same. */
  private @Nullable Number topK(@Nullable Integer asked) {
    if (asked == null || semconv.isLatest()) {
      return asked;
    }
    return asked.doubleValue();
  }

  private static void server(Tags tags, @Nullable URI server) {
    if (server != null) {
      tags.add("server.address", host(server)).add("server.port", port(server));
    }
  }

  /** That of the scheme where the address names none; null where the scheme has none either. */
  private static @Nullable Integer port(URI server) {
    if (server.getPort() >= 0) {
      return server.getPort();
    }
    if ("https".equalsIgnoreCase(server.getScheme())) {
      return 443;
    }
    return "http".equalsIgnoreCase(server.getScheme()) ? 80 : null;
  }

  /** Of an address of IPv6 without the brackets that it has in a URL. */
  private static @Nullable String host(URI server) {
    String host = server.getHost();
    return host != null && host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static void answer(Tags tags, ObservedAttemptOutcome outcome) {
    AttemptRecord attempt = outcome.attempt();
    tags.add("gen_ai.response.model", outcome.model())
        .add("gen_ai.response.id", outcome.responseId())
        .addListOf(
            "gen_ai.response.finish_reasons",
            outcome.finishReason() == null ? null : GenAi.lower(outcome.finishReason()))
        .add("gen_ai.response.time_to_first_chunk", seconds(attempt.timeToFirstToken()))
        .add("http.response.status_code", outcome.httpStatus() == 0 ? null : outcome.httpStatus())
        .add(
            "llmgw.cancelled_by",
            outcome.cancelled() == null ? null : GenAi.reason(outcome.cancelled()))
        .add("llmgw.cost", attempt.cost());
  }

  private static @Nullable Double seconds(@Nullable Duration time) {
    return time == null ? null : time.toNanos() / NANOS_PER_SECOND;
  }

  private void usage(Tags tags, Usage usage) {
    known(tags, "gen_ai.usage.input_tokens", usage, TokenKind.INPUT);
    known(tags, "gen_ai.usage.output_tokens", usage, TokenKind.OUTPUT);
    known(tags, "gen_ai.usage.cache_read.input_tokens", usage, TokenKind.CACHED_INPUT);
    known(tags, "gen_ai.usage.reasoning.output_tokens", usage, TokenKind.REASONING);
    if (usage.isKnown(TokenKind.CACHE_WRITE) || usage.isKnown(TokenKind.CACHE_WRITE_LONG)) {
      long written = GenAi.cacheWrites(usage);
      tags.add("gen_ai.usage.cache_creation.input_tokens", semconv.isV141() ? written : null)
          .add("gen_ai.usage.cache_write.input_tokens", semconv.isLatest() ? written : null);
    }
  }

  private static void known(Tags tags, String key, Usage usage, TokenKind kind) {
    if (usage.isKnown(kind)) {
      tags.add(key, usage.tokens(kind));
    }
  }
}
