package io.llmgw.observability.log;

import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.observe.Printable;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.TokenCount;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.observability.CapturedContent;
import io.llmgw.observability.genai.GenAi;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One call in words: a short sentence, and fields. */
final class CallLine {
  private final ObservedCall call;
  private final ObservedOutcome outcome;
  private final Served served;
  private final Map<String, Object> fields = new LinkedHashMap<>();

  CallLine(
      ObservedCall call, ObservedOutcome outcome, boolean slow, @Nullable CapturedContent content) {
    this.call = call;
    this.outcome = outcome;
    this.served = outcome.served();
    who();
    how(slow);
    where();
    howMuch();
    if (content != null) {
      said("system_instructions", content.systemInstructions());
      said("input_messages", content.inputMessages());
      said("output_messages", content.outputMessages());
    }
  }

  /** All that is known, by name, in order; values are numbers, booleans and printable texts. */
  Map<String, Object> fields() {
    return fields;
  }

  /** For people, as {@code chat smart: success by openai/gpt-5-mini in 812 ms}. */
  String sentence() {
    StringBuilder text = new StringBuilder(GenAi.operation(call.operation()));
    text.append(' ').append(asked()).append(": ").append(GenAi.outcome(outcome));
    String why = why();
    if (why != null) {
      text.append(" (").append(why).append(')');
    }
    if (served.target() != null) {
      text.append(" by ").append(Printable.of(served.target()));
    }
    return text.append(" in ").append(served.latency().toMillis()).append(" ms").toString();
  }

  private String asked() {
    return Printable.of(GenAi.route(call));
  }

  /** Null where it went well. */
  private @Nullable String why() {
    String why = GenAi.errorType(outcome);
    return why.equals(GenAi.NONE) ? null : why;
  }

  private void who() {
    put("call_id", call.callId());
    if (!call.runId().equals(call.callId())) {
      put("run_id", call.runId());
    }
    put("parent_call_id", call.parentCallId());
    put("tenant", call.caller().tenant());
    put("application", call.caller().application());
    put("purpose", call.purpose().name());
    put("operation", GenAi.operation(call.operation()));
    put("route", GenAi.route(call));
    fields.put("stream", call.delivery() == Delivery.STREAMED);
    fields.put("text_length", call.textLength());
  }

  private void how(boolean slow) {
    put("outcome", GenAi.outcome(outcome));
    put("reason", why());
    put(
        "finish_reason",
        outcome.finishReason() == null ? null : GenAi.lower(outcome.finishReason()));
    if (outcome.httpStatus() != 0) {
      fields.put("http_status", outcome.httpStatus());
    }
    if (outcome.isInterrupted()) {
      fields.put("interrupted", true);
    }
    if (slow) {
      fields.put("slow", true);
    }
    fields.put("duration_ms", served.latency().toMillis());
    Duration first = outcome.timeToFirstToken();
    if (first != null) {
      fields.put("first_token_ms", first.toMillis());
    }
    fields.put("overhead_us", outcome.overhead().toNanos() / 1_000);
  }

  private void where() {
    put("target", served.target());
    put("model", served.model());
    put("key", served.keyAlias());
    put("cache", GenAi.lower(served.cache()));
    fields.put("attempts", served.attempts().size());
    StringBuilder failed = new StringBuilder();
    for (AttemptRecord attempt : served.attempts()) {
      if (attempt.error() != null) {
        failed.append(failed.isEmpty() ? "" : ", ").append(Printable.of(attempt.target()));
        failed.append(' ').append(GenAi.error(attempt.error()));
      }
    }
    if (!failed.isEmpty()) {
      fields.put("failed_attempts", failed.toString());
    }
  }

  private void howMuch() {
    tokens("input_tokens", served.usage().count(TokenKind.INPUT));
    tokens("output_tokens", served.usage().count(TokenKind.OUTPUT));
    Cost cost = served.cost();
    if (cost.amount() != null) {
      fields.put("cost", cost.amount());
      put("currency", cost.currency());
    }
    put("cost_is", GenAi.lower(cost.provenance()));
  }

  private void tokens(String name, TokenCount count) {
    if (count.isKnown() || count.tokens() > 0) {
      fields.put(name, count.tokens());
    }
    put(name + "_are", GenAi.lower(count.provenance()));
  }

  /** Made for one line already, and as long as it may be. */
  private void said(String name, @Nullable String json) {
    if (json != null) {
      fields.put(name, json);
    }
  }

  private void put(String name, @Nullable String value) {
    if (value != null) {
      fields.put(Objects.requireNonNull(name), Printable.of(value));
    }
  }
}
