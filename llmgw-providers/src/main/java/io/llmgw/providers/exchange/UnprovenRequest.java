package io.llmgw.providers.exchange;

import io.llmgw.providers.json.RequestBytes;
import java.time.Instant;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/** A request that is ready but for its proof of a key. Not thread-safe. */
public final class UnprovenRequest {
  private final HttpUrl url;
  private final Headers.Builder headers;
  private final RequestBytes body;
  private final Instant time;

  UnprovenRequest(HttpUrl url, Headers.Builder headers, RequestBytes body, Instant time) {
    this.url = url;
    this.headers = headers;
    this.body = body;
    this.time = time;
  }

  /** Where it goes. */
  public HttpUrl url() {
    return url;
  }

  /** The header {@code Host}, as OkHttp is going to send it. */
  public String host() {
    String host = url.host().indexOf(':') < 0 ? url.host() : "[" + url.host() + "]";
    boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
    return usual ? host : host + ":" + url.port();
  }

  /** The header {@code Content-Type}, as OkHttp is going to send it. */
  public String contentType() {
    return body.mediaType();
  }

  /** Its other headers so far. */
  public Headers headers() {
    return headers.build();
  }

  /** The SHA-256 of its body in lower-case hexadecimal. */
  public String bodyHash() {
    return body.sha256();
  }

  /** When it is made, by the wall clock. */
  public Instant time() {
    return time;
  }

  /** Sets a header, in place of one of the same name. */
  public void set(String name, String value) {
    RequestHeaders.put(headers, name, value);
  }

  @Override
  public String toString() {
    return "UnprovenRequest[" + body + "]";
  }
}
