package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;

/** The rest of a name that begins with the word for a password or a key. */
final class SecretName {
  private static final int LONGEST = 40;

  /** Words that a name may go on with and still be that of a secret. */
  private static final AnyOf REST =
      AnyOf.of(
          "access",
          "admin",
          "api",
          "auth",
          "b64",
          "base64",
          "base",
          "db",
          "default",
          "dev",
          "key",
          "live",
          "main",
          "master",
          "\u00f1a",
          "\u00f0i\u00f0",
          "\u00f0",
          "plain",
          "prod",
          "production",
          "root",
          "secret",
          "staging",
          "string",
          "test",
          "text",
          "token",
          "user",
          "value");

  private SecretName() {}

  /** Where the name ends that goes on here; less than 0 if it names something else. */
  static int end(FoldedText text, int index) {
    int at = index;
    while (at - index < LONGEST) {
      char c = text.at(at);
      if (c == '_' || c == '-' || (c >= '0' && c <= '9')) {
        at++;
      } else if (Alphabet.ALNUM.has(c) || Character.isLetter(c)) {
        int past = REST.past(text, at);
        if (past == at) {
          return PasswordWords.VERBS.isAt(text, at) ? at : -1;
        }
        at = past;
      } else {
        return at;
      }
    }
    return -1;
  }

  /** Whether the name is that of an option of a command: two hyphens stand before it. */
  static boolean isOption(FoldedText text, int start) {
    int at = Alphabet.WORD.start(text, start, LONGEST);
    return text.at(at) == '-' && text.at(at + 1) == '-';
  }
}
