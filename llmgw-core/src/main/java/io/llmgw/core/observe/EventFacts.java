package io.llmgw.core.observe;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.api.observe.GatewayEvent.BreakerClosed;
import io.llmgw.api.observe.GatewayEvent.BreakerOpened;
import io.llmgw.api.observe.GatewayEvent.EventsDropped;
import io.llmgw.api.observe.GatewayEvent.FailedOver;
import io.llmgw.api.observe.GatewayEvent.KeyQuarantined;
import io.llmgw.api.observe.GatewayEvent.KeyRested;
import io.llmgw.api.observe.GatewayEvent.KeyRotated;
import io.llmgw.api.observe.GatewayEvent.ModelMissing;
import io.llmgw.api.observe.GatewayEvent.PriceUnknown;
import io.llmgw.api.observe.GatewayEvent.RunFailed;
import io.llmgw.api.observe.GatewayEvent.SlowCall;
import io.llmgw.api.observe.GatewayEvent.TargetRested;
import io.llmgw.api.observe.Printable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an event says, for a line of the log: under the names that lines of calls have. */
final class EventFacts {
  private final Map<String, Object> facts = new LinkedHashMap<>();

  private EventFacts() {}

  static EventFacts of(GatewayEvent event) {
    EventFacts facts = new EventFacts();
    facts.takeHealth(event);
    facts.takeKey(event);
    facts.takeCall(event);
    return facts;
  }

  private void takeHealth(GatewayEvent event) {
    if (event instanceof BreakerOpened opened) {
      put("target", opened.target());
      put("by_rate", opened.byRate());
      put("open_for", opened.openFor());
    } else if (event instanceof BreakerClosed closed) {
      put("target", closed.target());
    } else if (event instanceof TargetRested rested) {
      put("target", rested.target());
      rests(rested.why(), rested.restsFor());
    }
  }

  private void takeKey(GatewayEvent event) {
    if (event instanceof KeyRested rested) {
      key(rested.provider(), rested.target(), rested.keyAlias(), rested.keyId());
      rests(rested.why(), rested.restsFor());
    } else if (event instanceof KeyQuarantined refused) {
      key(refused.provider(), refused.target(), refused.keyAlias(), refused.keyId());
      rests(refused.why(), refused.restsFor());
    } else if (event instanceof ModelMissing missing) {
      key(missing.provider(), missing.target(), missing.keyAlias(), missing.keyId());
      rests(ErrorKind.MODEL_NOT_FOUND, missing.restsFor());
    } else if (event instanceof KeyRotated rotated) {
      key(rotated.provider(), null, rotated.keyAlias(), rotated.keyId());
      put("former_key_id", rotated.formerKeyId());
    }
  }

  private void takeCall(GatewayEvent event) {
    if (event instanceof FailedOver over) {
      put("call_id", over.callId());
      put("from", over.from());
      put("to", over.to());
      put("reason", over.why());
      put("http_status", over.httpStatus() == 0 ? null : over.httpStatus());
    } else if (event instanceof SlowCall slow) {
      put("call_id", slow.callId());
      put("target", slow.target());
      put("duration", slow.took());
      put("attempts", slow.attempts());
    } else if (event instanceof RunFailed failed) {
      put("run_id", failed.runId());
      put("reason", failed.why());
      put("rounds", failed.rounds());
    } else if (event instanceof PriceUnknown unknown) {
      put("target", unknown.target());
    } else if (event instanceof EventsDropped dropped) {
      put("count", dropped.count());
    }
  }

  private void key(String provider, @Nullable String target, String alias, String id) {
    put("provider", provider);
    put("target", target);
    put("key", alias);
    put("key_id", id);
  }

  private void rests(ErrorKind why, @Nullable Duration howLong) {
    put("reason", why);
    put("rests_for", howLong);
    put("for_good", howLong == null ? true : null);
  }

  private void put(String name, @Nullable Object value) {
    if (value != null) {
      facts.put(name, value instanceof String text ? Printable.of(text) : value);
    }
  }

  /** For machines: words of a closed set in lower case, times in milliseconds. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    facts.forEach(
        (name, value) -> {
          if (value instanceof Duration time) {
            fields.put(name + "_ms", time.toMillis());
          } else if (value instanceof ErrorKind kind) {
            fields.put(name, kind.name().toLowerCase(Locale.ROOT));
          } else {
            fields.put(name, value);
          }
        });
    return fields;
  }

  /** For people: {@code target=a/m, open_for=PT5S}; empty where there is nothing to say. */
  String words() {
    StringBuilder words = new StringBuilder();
    facts.forEach(
        (name, value) ->
            words.append(words.isEmpty() ? "" : ", ").append(name).append('=').append(value));
    return words.toString();
  }
}
