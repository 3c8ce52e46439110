package io.llmgw.providers.exchange;

import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.providers.body.AnswerReader;
import io.llmgw.providers.call.HttpExchange;
import io.llmgw.providers.connection.LateProof;
import io.llmgw.providers.connection.LazyClient;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.net.URI;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * A provider behind HTTP: a wire format joined to OkHttp. The request runs on the calling thread,
 * is sent at most once, and follows nobody elsewhere. Thread-safe; nothing is opened before the
 * first call.
 */
public final class HttpProvider implements Provider {
  private final HttpTarget target;
  private final LazyClient client;
  private final RequestHeaders headers;
  private volatile @Nullable PathUrl latest;

  /** A provider for this target. */
  public HttpProvider(HttpTarget target) {
    this.target = target;
    this.client = new LazyClient(target.http(), target.baseUrl());
    this.headers =
        new RequestHeaders(target.http().userAgent(), target.headers(), target.keyProof());
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

  @Override
  public String name() {
    return target.name();
  }

  /** Without user, path and query of the base URL, which may hold secrets. */
  @Override
  public URI server() {
    HttpUrl base = target.baseUrl();
    return new HttpUrl.Builder()
        .scheme(base.scheme())
        .host(base.host())
        .port(base.port())
        .build()
        .uri();
  }

  @Override
  public Capabilities capabilities() {
    return target.capabilities();
  }

  @Override
  public Capabilities capabilities(String model) {
    return target.format().capabilities(target.capabilities(), model);
  }

  @Override
  public EmbeddingLimits embeddingLimits() {
    return target.format().embeddingLimits();
  }

  @Override
  public EmbeddingLimits embeddingLimits(String model) {
    return target.format().embeddingLimits(model);
  }

  @Override
  public MediaLimits mediaLimits() {
    return target.mediaLimits();
  }

  @Override
  public KeySource keys() {
    return target.keys();
  }

  @Override
  public EventStream open(ProviderCall call) {
    call.cancellation().throwIfCancelled();
    WireCall wireCall =
        new WireCall(
            call.request(), name(), call.model(), call.delivery(), call.time().now(), call::note);
    WireFormat format = target.format().forRequest(call.request());
    MediaSizes sizes = MediaSizes.of(wireCall, target.mediaLimits(format, call.model()));
    format = SpelledFormat.of(format, wireCall);
    WireRequest request = format.encode(wireCall);
    sizes.checkWhole(request.body().length());
    HttpUrl url = url(request.path());
    Request.Builder message =
        new Request.Builder().url(url).headers(headers.of(call, wireCall, request, url));
    LateProof late = headers.late(call, request, url);
    if (late != null) {
      message.tag(LateProof.class, late);
    }
    HttpExchange exchange = HttpExchange.open(client, message, request.body(), name(), call);
    return new AnswerReader(target.name(), format, target.http())
        .read(exchange, exchange.response(), request.framing(), call);
  }

  @Override
  public void close() {
    client.close();
    target.keys().stopFetching();
  }

  @Override
  public String toString() {
    return "HttpProvider[" + name() + "]";
  }
}
