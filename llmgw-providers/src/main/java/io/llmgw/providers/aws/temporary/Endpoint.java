package io.llmgw.providers.aws.temporary;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where credentials are issued: one small request now and then, by the JDK alone. No redirects are
 * followed, as what is sent is secret.
 */
public final class Endpoint {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 5_000;
  private static final int MOST_BYTES = 64 * 1024;

  private final URI address;
  private final boolean near;

  private Endpoint(URI address, boolean near) {
    this.address = address;
    this.near = near;
  }

  /** One of this machine: never by a proxy. */
  static Endpoint near(URI address) {
    return new Endpoint(address, true);
  }

  /** One of the network, by the proxy of the JVM where it has one. */
  public static Endpoint far(URI address) {
    return new Endpoint(address, false);
  }

  /**
   * What it answers with 200.
   *
   * @param headers with the type of the body, where there is one
   * @param body is sent along; null for nothing
   * @throws RefusedException when it answers with another status
   * @throws IOException for everything else; the message names host and status alone
   */
  public byte[] ask(String method, Map<String, String> headers, @Nullable String body)
      throws IOException {
    HttpURLConnection connection = open();
    try {
      int status = send(connection, method, headers, body);
      if (status != HttpURLConnection.HTTP_OK) {
        throw new RefusedException(address.getHost(), status);
      }
      return read(connection);
    } finally {
      connection.disconnect();
    }
  }

  private HttpURLConnection open() throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            (near
                ? address.toURL().openConnection(Proxy.NO_PROXY)
                : address.toURL().openConnection());
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    return connection;
  }

  private int send(
      HttpURLConnection connection,
      String method,
      Map<String, String> headers,
      @Nullable String body)
      throws IOException {
    try {
      connection.setRequestMethod(method);
      headers.forEach(connection::setRequestProperty);
      if (body != null) {
        send(connection, body);
      }
      return connection.getResponseCode();
    } catch (IOException e) {
      throw new IOException(
          address.getHost() + " cannot be reached: " + e.getClass().getSimpleName(), e);
    }
  }

  private static void send(HttpURLConnection connection, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(bytes.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(bytes);
    }
  }

  private byte[] read(HttpURLConnection connection) throws IOException {
    try (InputStream in = connection.getInputStream()) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("the answer has more than 64 KiB");
      }
      return bytes;
    }
  }
}
