package io.llmgw.providers.http;

import io.llmgw.api.provider.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@link HttpSettings} from text. */
final class NamedHttpSettings {
  private final Settings settings;
  private final HttpSettings.Builder http = HttpSettings.builder();

  private NamedHttpSettings(Settings settings) {
    this.settings = settings;
  }

  static HttpSettings read(Settings settings) {
    NamedHttpSettings named = new NamedHttpSettings(settings);
    named.limits();
    named.proxy();
    named.certificates();
    named.connections();
    return named.http.build();
  }

  private void limits() {
    if (isSet("max-response-bytes")) {
      http.maxResponseBytes(settings.number("max-response-bytes", 0));
    }
    if (isSet("max-event-bytes")) {
      http.maxEventBytes(whole("max-event-bytes"));
    }
  }

  private void proxy() {
    String proxy = settings.text("proxy");
    if (proxy != null) {
      int colon = proxy.lastIndexOf(':');
      try {
        http.proxy(
            proxy.substring(0, Math.max(0, colon)), Integer.parseInt(proxy.substring(colon + 1)));
      } catch (NumberFormatException e) {
        // Without the value: some write user and secret in front of the host.
        throw new IllegalArgumentException("setting 'proxy' is not of the form host:port");
      }
    }
    String user = settings.text("proxy-user");
    String secret = settings.text("proxy-secret");
    if ((user == null) != (secret == null)) {
      throw new IllegalArgumentException("settings 'proxy-user' and 'proxy-secret' go together");
    }
    if (user != null && secret != null) {
      http.proxyCredentials(user, secret);
    }
    if (isSet("no-proxy")) {
      http.noProxy(list("no-proxy").toArray(new String[0]));
    }
  }

  private void certificates() {
    if (isSet("trust-pem")) {
      List<Path> files = new ArrayList<>();
      for (String file : list("trust-pem")) {
        files.add(Path.of(file));
      }
      http.trustPem(files.toArray(new Path[0]));
    }
    String certificate = settings.text("client-certificate-pem");
    String key = settings.text("client-key-pem");
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException(
          "settings 'client-certificate-pem' and 'client-key-pem' go together");
    }
    if (certificate != null && key != null) {
      http.clientCertificatePem(Path.of(certificate), Path.of(key));
    }
  }

  private void connections() {
    if (isSet("max-idle-connections")) {
      http.maxIdleConnections(whole("max-idle-connections"));
    }
    if (isSet("keep-alive")) {
      http.keepAlive(settings.duration("keep-alive", Duration.ZERO));
    }
    if (isSet("max-connections-per-host")) {
      http.maxConnectionsPerHost(whole("max-connections-per-host"));
    }
    if (isTrue(settings.text("http2"))) {
      http.http2();
    }
    if (isSet("max-concurrent-streams")) {
      http.maxConcurrentStreams(whole("max-concurrent-streams"));
    }
    String userAgent = settings.text("user-agent");
    if (userAgent != null) {
      http.userAgent(userAgent);
    }
  }

  private boolean isSet(String name) {
    return settings.text(name) != null;
  }

  private static boolean isTrue(@Nullable String http2) {
    if (http2 == null || http2.equals("false")) {
      return false;
    }
    if (http2.equals("true")) {
      return true;
    }
    throw new IllegalArgumentException("setting 'http2' is true or false");
  }

  /** Beyond the range of an int it is beyond that of the setting too. */
  private int whole(String name) {
    return (int) Math.max(-1, Math.min(Integer.MAX_VALUE, settings.number(name, 0)));
  }

  private List<String> list(String name) {
    return List.of(settings.text(name, "").strip().split("\\s*,\\s*"));
  }
}
