package io.llmgw.providers.ollama;

/**
 * What {@code OLLAMA_HOST} means (ollama/ollama, envconfig/config.go): as a server reads it to
 * listen, and its client to ask.
 */
final class OllamaAddress {
  private static final String PORT = ":11434";

  private OllamaAddress() {}

  /** The base URL behind the variable: all of its parts may be missing, but not all of them. */
  static String of(String host) {
    String text = host.replace("\"", "").replace("'", "").strip();
    int mark = text.indexOf("://");
    String scheme = mark < 0 ? "http://" : text.substring(0, mark + 3);
    String rest = mark < 0 ? text : text.substring(mark + 3);
    int slash = rest.indexOf('/');
    String path = slash < 0 ? "" : rest.substring(slash);
    String place = slash < 0 ? rest : rest.substring(0, slash);
    if (mark < 0 && place.equals("ollama.com")) {
      return Ollama.CLOUD_URL + path;
    }
    int port = portOf(place);
    String named = port < 0 ? place : place.substring(0, port);
    // With a scheme, the port is the usual one of that.
    String usual = mark < 0 ? PORT : "";
    return scheme + connectable(named) + (port < 0 ? usual : place.substring(port)) + path;
  }

  /** Where the port begins, with its colon; of an address of IPv6 only behind brackets. */
  private static int portOf(String place) {
    int last = place.lastIndexOf(':');
    boolean bare = place.indexOf(':') != last && place.indexOf(']') < 0;
    return bare || last < place.indexOf(']') ? -1 : last;
  }

  /** Who listens everywhere is asked here. */
  private static String connectable(String named) {
    return switch (named) {
      case "", "0.0.0.0" -> "127.0.0.1";
      case "::", "[::]" -> "[::1]";
      default -> named.indexOf(':') < 0 || named.startsWith("[") ? named : "[" + named + "]";
    };
  }
}
