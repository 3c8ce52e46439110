package io.llmgw.providers.call;

import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Finds in a failure what the other side has said in TLS. With TLS 1.3 a client takes its handshake
 * for done before the server has looked at its certificate (RFC 8446, 2), so that a refusal comes
 * while the request is written or its answer awaited; where the connection was closed as well, that
 * is what fails first, and what was read afterwards is suppressed.
 */
final class TlsRefusal {
  private static final int DEEPEST = 8;
  // RFC 8446, 6.2, and RFC 5246, 7.2.2: those by which a server sends away who it does not know.
  private static final List<String> ALERTS =
      List.of(
          "handshake_failure",
          "bad_certificate",
          "no_certificate",
          "unsupported_certificate",
          "certificate_revoked",
          "certificate_expired",
          "certificate_unknown",
          "certificate_required",
          "unknown_ca",
          "access_denied",
          "decrypt_error");

  private TlsRefusal() {}

  /** Whether the server has refused this side, so that it will again. */
  static boolean isIn(Throwable failure) {
    return isIn(failure, DEEPEST, TlsRefusal::isRefusal);
  }

  /** Whether the server has ended the handshake, for whatever reason: it has read no request. */
  static boolean isOfHandshake(Throwable failure) {
    return isIn(failure, DEEPEST, e -> e instanceof SSLHandshakeException || isRefusal(e));
  }

  private static boolean isIn(Throwable failure, int depth, Sort sort) {
    if (sort.isThis(failure)) {
      return true;
    }
    if (depth == 0) {
      return false;
    }
    Throwable cause = failure.getCause();
    boolean found = cause != null && isIn(cause, depth - 1, sort);
    for (Throwable suppressed : failure.getSuppressed()) {
      found = found || isIn(suppressed, depth - 1, sort);
    }
    return found;
  }

  /** The JDK and Conscrypt have the name of the alert in their words, and no other place for it. */
  private static boolean isRefusal(Throwable e) {
    String message = e instanceof SSLException ? e.getMessage() : null;
    if (message == null) {
      return false;
    }
    String words = message.toLowerCase(Locale.ROOT);
    return words.contains("alert") && ALERTS.stream().anyMatch(words::contains);
  }

  /** A sort of failure. */
  @FunctionalInterface
  private interface Sort {
    boolean isThis(Throwable e);
  }
}
