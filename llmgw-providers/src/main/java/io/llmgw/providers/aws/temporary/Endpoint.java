package io.llmgw.providers.aws.temporary;

import java.io.ByteArrayOutputStream;
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
   * @param asking this is a step of that
   * @param headers with the type of the body, where there is one
   * @param body is sent along; null for nothing
   * @throws RefusedException when it answers with another status
   * @throws IOException for everything else; the message names host and status alone
   */
  public byte[] ask(
      Asking asking, String method, Map<String, String> headers, @Nullable String body)
      throws IOException {
    HttpURLConnection connection = open();
    asking.begin(connection::disconnect);
    try {
      int status = send(asking, connection, method, headers, body);
      // From here on it could block whoever breaks off: it waits for a read of the body.
      asking.done();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new RefusedException(address.getHost(), status);
      }
      return read(asking, connection);
    } finally {
      asking.done();
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
      Asking asking,
      HttpURLConnection connection,
      String method,
      Map<String, String> headers,
      @Nullable String body)
      throws IOException {
    try {
      connection.setRequestMethod(method);
      headers.forEach(connection::setRequestProperty);
      byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
      if (bytes != null) {
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(bytes.length);
      }
      connection.connect();
      asking.throwIfEnded(); // while it connects, nothing can be broken off
      if (bytes != null) {
        write(connection, bytes);
      }
      return connection.getResponseCode();
    } catch (IOException e) {
      throw outage(e);
    }
  }

  private OutageException outage(IOException e) {
    return new OutageException(
        address.getHost() + " cannot be reached: " + e.getClass().getSimpleName(), e);
  }

  private static void write(HttpURLConnection connection, byte[] bytes) throws IOException {
    try (OutputStream out = connection.getOutputStream()) {
      out.write(bytes);
    }
  }

  private byte[] read(Asking asking, HttpURLConnection connection) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (InputStream in = connection.getInputStream()) {
      byte[] piece = new byte[8 * 1024];
      int count = in.read(piece);
      while (count >= 0 && all.size() <= MOST_BYTES) {
        all.write(piece, 0, count);
        asking.throwIfEnded();
        count = in.read(piece);
      }
    } catch (IOException e) {
      throw outage(e);
    }
    if (all.size() > MOST_BYTES) {
      throw new IOException("the answer has more than 64 KiB");
    }
    return all.toByteArray();
  }
}
