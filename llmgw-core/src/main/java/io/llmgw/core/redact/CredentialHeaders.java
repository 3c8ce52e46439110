package io.llmgw.core.redact;

import io.llmgw.api.response.ResponseHeaders;
import java.util.List;

/** Extra headers that carry a credential of the host, by their names. */
final class CredentialHeaders {
  private static final String HEADERS = "extraHeaders.";

  /**
   * How gateways and clouds name theirs, as {@code cf-aig-authorization} or {@code x-auth-token}.
   */
  private static final List<String> ENDS =
      List.of(
          "-authorization",
          "-auth",
          "-api-key",
          "-subscription-key",
          "-auth-token",
          "-access-token",
          "-security-token");

  private CredentialHeaders() {}

  /** Whether the text of an extra header, at this path, is the value of one. */
  static boolean isOne(String path) {
    String name = path.substring(HEADERS.length());
    return ResponseHeaders.isSecret(name) || ENDS.stream().anyMatch(name::endsWith);
  }
}
