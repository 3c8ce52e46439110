package io.llmgw.providers.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A proxy, who may use it, and whom it is not for. Immutable. */
final class ProxyAccess extends ProxySelector {
  private static final String HEADER = "Proxy-Authorization";

  private final String name;
  private final List<Proxy> proxy;
  private final List<Proxy> direct = List.of(Proxy.NO_PROXY);
  private final DirectHosts directHosts;
  private final @Nullable String credentials;

  ProxyAccess(String host, int port, @Nullable String credentials, DirectHosts directHosts) {
    this.name = host + ":" + port;
    this.proxy =
        List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port)));
    this.credentials = credentials;
    this.directHosts = directHosts;
  }

  static String credentials(String user, String secret) {
    return Credentials.basic(user, secret, StandardCharsets.UTF_8);
  }

  void applyTo(OkHttpClient.Builder client) {
    client.proxySelector(this);
    String header = credentials;
    if (header != null) {
      client.proxyAuthenticator((route, response) -> tunnel(response, header));
      client.addNetworkInterceptor(
          chain -> {
            // Without a tunnel the request itself goes to the proxy, and can be sent only once: the
            // credentials cannot wait until the proxy asks for them.
            var connection = chain.connection();
            boolean relayed =
                connection != null
                    && connection.route().proxy().type() == Proxy.Type.HTTP
                    && !chain.request().isHttps();
            return chain.proceed(
                relayed
                    ? chain.request().newBuilder().header(HEADER, header).build()
                    : chain.request());
          });
    }
  }

  /** Asked before the first CONNECT, and again when that was refused: then there is no more. */
  private static @Nullable Request tunnel(Response response, String header) {
    Request request = response.request();
    return request.header(HEADER) == null
        ? request.newBuilder().header(HEADER, header).build()
        : null;
  }

  @Override
  public List<Proxy> select(URI uri) {
    return directHosts.has(uri) ? direct : proxy;
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    // The call fails with it.
  }

  @Override
  public String toString() {
    return name;
  }
}
