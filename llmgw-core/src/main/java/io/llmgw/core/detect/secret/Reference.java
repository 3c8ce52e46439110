package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;

/** What says where a secret is kept, or which package has its name, and is none itself. */
final class Reference {
  private static final int LONGEST_SCHEME = 20;

  /** What package managers and tools for secrets write before a name. */
  private static final AnyOf KEEPERS =
      AnyOf.of(
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
    return KEEPERS.isAt(text, start) || isAddress(text, start) || isByName(text, value);
  }

  /** Whether it is an alias of YAML, or a variable of a client for SQL: a sign and a name. */
  private static boolean isByName(FoldedText text, Assigned value) {
    char sign = text.at(value.start());
    int name = value.start() + 1;
    if (sign != '&' && (sign != '*' || value.isQuoted()) || !Alphabet.LOWER.has(text.at(name))) {
      return false;
    }
    for (int i = name; i < value.judgedEnd(); i++) {
      char c = text.at(i);
      boolean isBehindDigit = Alphabet.DIGITS.has(text.at(i - 1)) && !Alphabet.DIGITS.has(c);
      if (!Alphabet.LOWER.has(c) && c != '_' && c != '-' || isBehindDigit) {
        return false;
      }
    }
    return true;
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
