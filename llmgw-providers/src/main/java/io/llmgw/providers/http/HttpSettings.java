package io.llmgw.providers.http;

import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * How a provider uses HTTP. Immutable and thread-safe; may be shared by several providers.
 *
 * <p>How long things may take is not said here: {@link io.llmgw.api.request.Timeouts} of the call
 * and the client are.
 */
public final class HttpSettings {
  /** The defaults of every setting. */
  public static final HttpSettings DEFAULTS = builder().build();

  private static final long MAX_RESPONSE_BYTES = 64L * 1024 * 1024;
  private static final long MOST_BYTES = 1L << 30;
  private static final int MAX_EVENT_BYTES = 8 * 1024 * 1024;

  private final long maxResponseBytes;
  private final int maxEventBytes;
  private final @Nullable OkHttpClient client;

  private HttpSettings(Builder builder) {
    maxResponseBytes =
        builder.maxResponseBytes == 0 ? MAX_RESPONSE_BYTES : builder.maxResponseBytes;
    maxEventBytes = builder.maxEventBytes == 0 ? MAX_EVENT_BYTES : builder.maxEventBytes;
    client = builder.client;
  }

  /** A builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** The most bytes of one answer that are read, after decompression. */
  public long maxResponseBytes() {
    return maxResponseBytes;
  }

  /** The most bytes of one event of a stream that are held. */
  public int maxEventBytes() {
    return maxEventBytes;
  }

  /** The client of the application, null for one of the provider's own. */
  public @Nullable OkHttpClient client() {
    return client;
  }

  @Override
  public String toString() {
    return "HttpSettings[maxResponseBytes="
        + maxResponseBytes
        + ", maxEventBytes="
        + maxEventBytes
        + (client == null ? "]" : ", client of the application]");
  }

  /** Collects settings, each at most once. Not thread-safe. */
  public static final class Builder {
    private long maxResponseBytes;
    private int maxEventBytes;
    private @Nullable OkHttpClient client;

    private Builder() {}

    /**
     * Sets the most bytes of one answer that are read, after decompression; a larger one fails with
     * {@code RESPONSE_LIMIT}. At least 1, at most 1 GiB, default 64 MiB.
     *
     * @throws IllegalArgumentException when it is out of range
     */
    public Builder maxResponseBytes(long bytes) {
      checkUnset(maxResponseBytes != 0, "maxResponseBytes");
      maxResponseBytes = inRange(bytes, "maxResponseBytes");
      return this;
    }

    /**
     * Sets the most bytes of one event of a stream that are held; a larger one fails with {@code
     * RESPONSE_LIMIT}. At least 1, at most 1 GiB, default 8 MiB.
     *
     * @throws IllegalArgumentException when it is out of range
     */
    public Builder maxEventBytes(int bytes) {
      checkUnset(maxEventBytes != 0, "maxEventBytes");
      maxEventBytes = (int) inRange(bytes, "maxEventBytes");
      return this;
    }

    /**
     * Sets a client of the application's own: its connection pool, proxy, DNS, certificates,
     * protocols and interceptors are used. It stays the application's to shut down. Overridden,
     * since the gateway would else repeat or break calls behind its own back:
     *
     * <ul>
     *   <li>redirects are not followed: they would carry the key to another host and send the
     *       request again;
     *   <li>a 401 is not answered by its {@code authenticator}: the gateway changes keys itself;
     *   <li>lost connections are recovered before a request is sent and never after ({@code
     *       retryOnConnectionFailure} is on, and request bodies are written once);
     *   <li>its timeouts are off: the clocks of the call count;
     *   <li>no cookies are kept and nothing is cached.
     * </ul>
     *
     * <p>The limits of its dispatcher do not matter, as calls run on the threads of their callers.
     */
    public Builder client(OkHttpClient own) {
      checkUnset(client != null, "client");
      client = own;
      return this;
    }

    private static void checkUnset(boolean set, String name) {
      if (set) {
        throw new IllegalStateException(name + " is set already");
      }
    }

    private static long inRange(long bytes, String name) {
      if (bytes < 1 || bytes > MOST_BYTES) {
        throw new IllegalArgumentException(
            name + " must be from 1 to " + MOST_BYTES + ", not " + bytes);
      }
      return bytes;
    }

    /** The settings collected so far. */
    public HttpSettings build() {
      return new HttpSettings(this);
    }
  }
}
