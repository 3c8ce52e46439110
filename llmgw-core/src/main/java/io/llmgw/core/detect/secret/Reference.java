package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import java.util.List;

/** What says where a secret is kept, or which package has its name, and is none itself. */
final class Reference {
  private static final int LONGEST_SCHEME = 20;

  /** What package managers and tools for secrets write before a name. */
  private static final List<String> KEEPERS =
      List.of(
          "npm:",
          "github:",
          "gitlab:",
          "bitbucket:",
          "workspace:",
          "sops:",
          "ssm:",
          "secretsmanager:",
          "@microsoft.keyvault(",
          "#{");

  private Reference() {}

  /** Whether this value begins so. */
  static boolean is(FoldedText text, Assigned value) {
    int start = value.start();
    return SecretName.pastAny(text, start, KEEPERS) > start || isAddress(text, start);
  }

  /** Whether a scheme and two slashes begin here; what is secret in a URL is found by itself. */
  private static boolean isAddress(FoldedText text, int start) {
    int at = start;
    while (at - start < LONGEST_SCHEME && isOfScheme(text.at(at))) {
      at++;
    }
    return at - start > 1 && Character.isLowerCase(text.at(start)) && text.isAt(at, "://");
  }

  private static boolean isOfScheme(char c) {
    return Alphabet.LOWER.has(c) || c == '+' || c == '-' || c == '.';
  }
}
