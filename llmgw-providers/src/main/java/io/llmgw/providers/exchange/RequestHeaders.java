package io.llmgw.providers.exchange;

import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.providers.connection.LateProof;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a provider's requests: its own, those of the protocol, those of the request, the
 * key. Thread-safe.
 */
final class RequestHeaders {
  private final KeyProof proof;
  private final Headers always;

  RequestHeaders(@Nullable String userAgent, Map<String, String> given, KeyProof proof) {
    this.proof = proof;
    Headers.Builder all = new Headers.Builder();
    all.add("User-Agent", userAgent == null ? UserAgent.VALUE : userAgent);
    given.forEach((name, value) -> put(all, name, value));
    this.always = all.build();
  }

  /** Not by OkHttp's own check, whose message would show the value. */
  static void put(Headers.Builder headers, String name, String value) {
    headers.removeAll(name);
    headers.addUnsafeNonAscii(name, value);
  }

  /** What is only observed gives way to what is set. */
  private void observed(Headers.Builder headers, String name, String value) {
    if (!ReservedHeaders.contain(name)
        && !proof.sets(name.toLowerCase(Locale.ROOT))
        && always.get(name) == null) {
      put(headers, name, value);
    }
  }

  Headers of(ProviderCall call, WireCall wireCall, WireRequest request, HttpUrl url) {
    Headers.Builder all = always.newBuilder();
    call.headers().forEach((name, value) -> observed(all, name, value));
    boolean streamed = call.delivery() == Delivery.STREAMED;
    all.set("Accept", streamed ? request.framing().accepted() : "application/json");
    request.headers().forEach((name, value) -> put(all, name, value));
    for (Map.Entry<String, String> extra : call.request().content().extraHeaders().entrySet()) {
      String name = extra.getKey();
      if (ReservedHeaders.contain(name) || proof.sets(name)) {
        throw wireCall.unsupported("the extra header " + name + ", which the gateway sets itself");
      }
      put(all, name, extra.getValue());
    }
    ApiKey key = call.key();
    if (key != null) {
      proof.prove(key, new UnprovenRequest(url, all, request.body(), call.time().now()));
    }
    return all.build();
  }

  /** How the request is proven as it goes out; null where it is proven for good. */
  @Nullable LateProof late(ProviderCall call, WireRequest request, HttpUrl url) {
    ApiKey key = call.key();
    if (key == null || proof.lasts()) {
      return null;
    }
    long made = call.time().now().getEpochSecond();
    return ready -> {
      Instant now = call.time().now();
      if (now.getEpochSecond() == made) {
        return ready;
      }
      Headers.Builder all = ready.headers().newBuilder();
      proof.prove(key, new UnprovenRequest(url, all, request.body(), now));
      return ready.newBuilder().headers(all.build()).build();
    };
  }
}
