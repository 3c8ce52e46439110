package io.llmgw.providers.exchange;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireRequest;
import java.util.Map;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A provider behind HTTP: a wire format joined to OkHttp. The request runs on the calling thread,
 * is sent at most once, and follows nobody elsewhere. Thread-safe; nothing is opened before the
 * first call.
 */
public final class HttpProvider implements Provider {
  private final HttpTarget target;
  private final AnswerReader reader;
  private final LazyClient client;
  private final Headers headers;
  private volatile @Nullable PathUrl latest;

  /** A provider for this target. */
  public HttpProvider(HttpTarget target) {
    this.target = target;
    this.reader = new AnswerReader(target.format(), target.http());
    this.client = new LazyClient(target.http(), target.baseUrl());
    this.headers = headersOf(target.http().userAgent(), target.headers());
  }

  /** Calls of one operation go to one address: it is put together once. */
  private HttpUrl url(String path) {
    PathUrl known = latest;
    if (known == null || !known.path.equals(path)) {
      known = new PathUrl(path, target.url(path));
      latest = known;
    }
    return known.url;
  }

  private record PathUrl(String path, HttpUrl url) {}

  private static Headers headersOf(@Nullable String userAgent, Map<String, String> given) {
    Headers.Builder headers = new Headers.Builder();
    headers.add("User-Agent", userAgent == null ? UserAgent.VALUE : userAgent);
    given.forEach((name, value) -> put(headers, name, value));
    return headers.build();
  }

  /** Not by OkHttp's own check, whose message would show the value. */
  private static void put(Headers.Builder headers, String name, String value) {
    headers.removeAll(name);
    headers.addUnsafeNonAscii(name, value);
  }

  @Override
  public String name() {
    return target.name();
  }

  @Override
  public Capabilities capabilities() {
    return target.capabilities();
  }

  @Override
  public KeySource keys() {
    return target.keys();
  }

  @Override
  public EventStream open(ProviderCall call) {
    call.cancellation().throwIfCancelled();
    WireCall wireCall =
        new WireCall(call.request(), name(), call.model(), call.delivery(), call::note);
    WireRequest request = target.format().encode(wireCall);
    HttpExchange exchange = exchange(call, wireCall, request);
    Response response = exchange.execute();
    AnswerHead head =
        new AnswerHead(
            name(),
            call.model(),
            response.code(),
            new OkHeaders(response.headers()),
            call.time().now());
    return reader.read(exchange, response, head, request.framing(), call);
  }

  private HttpExchange exchange(ProviderCall call, WireCall wireCall, WireRequest request) {
    LazyClient.Opened opened = client.get();
    if (opened == null) {
      throw LlmException.of(ErrorKind.CLOSED, "provider " + name() + " is closed")
          .target(name(), call.model())
          .build();
    }
    CallPhases phases = new CallPhases(call.time(), call.timeouts(), opened.lookups());
    OneShotBody body =
        new OneShotBody(
            request.body(),
            () -> {
              phases.onFirstByte();
              call.sent();
            },
            phases::onLastByte);
    Call exchange =
        opened
            .http()
            .newCall(
                new Request.Builder()
                    .url(url(request.path()))
                    .headers(headers(call, wireCall, request))
                    .post(body)
                    .build());
    exchange.addEventListener(phases);
    return new HttpExchange(exchange, phases, client, name(), call);
  }

  private Headers headers(ProviderCall call, WireCall wireCall, WireRequest request) {
    Headers.Builder all = headers.newBuilder();
    String accepted = request.framing().mediaType() + ", application/json";
    all.set("Accept", call.delivery() == Delivery.STREAMED ? accepted : "application/json");
    request.headers().forEach((name, value) -> put(all, name, value));
    for (Map.Entry<String, String> extra : call.request().content().extraHeaders().entrySet()) {
      String name = extra.getKey();
      if (ReservedHeaders.contain(name) || name.equalsIgnoreCase(target.keyHeader().name())) {
        throw wireCall.unsupported("the extra header " + name + ", which the gateway sets itself");
      }
      put(all, name, extra.getValue());
    }
    ApiKey key = call.key();
    if (key != null) {
      put(all, target.keyHeader().name(), target.keyHeader().value(key));
    }
    return all.build();
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public String toString() {
    return "HttpProvider[" + name() + "]";
  }
}
