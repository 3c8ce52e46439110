package io.llmgw.providers.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * Hosts that a proxy is not for, in the form in which addresses of requests have them. Immutable.
 */
final class DirectHosts {
  private static final Pattern ADDRESS = Pattern.compile("\\d+(\\.\\d+){3}|.*:.*");

  private final List<String> hosts;
  private final List<String> endings;

  private DirectHosts(List<String> hosts, List<String> endings) {
    this.hosts = List.copyOf(hosts);
    this.endings = List.copyOf(endings);
  }

  static DirectHosts none() {
    return new DirectHosts(List.of(), List.of());
  }

  /**
   * These.
   *
   * @throws IllegalArgumentException when one would never match
   */
  static DirectHosts of(String... entries) {
    List<String> hosts = new ArrayList<>();
    List<String> endings = new ArrayList<>();
    for (String entry : entries) {
      String text = entry.strip();
      if (text.isEmpty()) {
        throw new IllegalArgumentException("a host without proxy must not be blank");
      }
      if (text.startsWith(".")) {
        endings.add(ending(text.substring(1), text));
      } else if (text.startsWith("*.")) { // as the JVM's http.nonProxyHosts has it
        endings.add(ending(text.substring(2), text));
      } else {
        hosts.add(canonical(text, text));
      }
    }
    return new DirectHosts(hosts, endings);
  }

  /** No name ends in an address. */
  private static String ending(String host, String entry) {
    String canonical = canonical(host, entry);
    if (ADDRESS.matcher(canonical).matches()) {
      throw refused(entry);
    }
    return "." + canonical;
  }

  private static String canonical(String host, String entry) {
    try {
      String canonical = new HttpUrl.Builder().scheme("http").host(host).build().host();
      if (canonical.chars().allMatch(DirectHosts::isOfHost)) {
        return canonical;
      }
    } catch (IllegalArgumentException e) {
      // Told below, as it may quote credentials.
    }
    throw refused(entry);
  }

  private static IllegalArgumentException refused(String entry) {
    String shown = entry.indexOf('@') < 0 ? "'" + entry + "'" : "one with an @ in it";
    return new IllegalArgumentException(
        "a host without proxy must be a name, an address or the end of names, as"
            + " .internal.example, without scheme, port, path, range or any other star, not "
            + shown);
  }

  private static boolean isOfHost(int c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "-_.:".indexOf(c) >= 0;
  }

  boolean has(URI address) {
    HttpUrl url = HttpUrl.get(address); // its own word for the host is null for one with a _
    return url != null && has(url.host());
  }

  private boolean has(String host) {
    return hosts.contains(host) || endings.stream().anyMatch(host::endsWith);
  }
}
