package io.llmgw.core.detect.network;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.FoldedText;

/**
 * The version of an artifact, as Maven and others write it behind a colon: {@code
 * com.google.guava:guava:33.2.1.4}. Behind a name alone it is told from an address by its numbers:
 * all but the first have one digit.
 */
final class ArtifactVersion {
  private static final int LONGEST_NAME = 64;
  private static final int MOST_MAJOR_DIGITS = 2;

  private ArtifactVersion() {}

  /** Whether four numbers that begin here, behind a colon, are one. */
  static boolean isAt(FoldedText text, int start) {
    int colon = start - 1;
    int name = nameStart(text, colon);
    if (name == colon || !Character.isLetter(text.at(name))) {
      return false;
    }
    if (text.at(name - 1) == ':') {
      return isGroup(text, nameStart(text, name - 1), name - 1);
    }
    return isOfSingleDigits(text, start)
        && PrivateRange.ofQuad(text, start).equals(Entities.IP_ADDRESS);
  }

  /** Whether this is the name of a group: words with dots between them. */
  private static boolean isGroup(FoldedText text, int start, int end) {
    for (int at = start + 1; at < end; at++) {
      if (text.at(at) == '.') {
        return Character.isLetter(text.at(start));
      }
    }
    return false;
  }

  private static boolean isOfSingleDigits(FoldedText text, int start) {
    int dot = start;
    while (Digits.isDecimal(text.at(dot))) {
      dot++;
    }
    return dot - start <= MOST_MAJOR_DIGITS
        && text.at(dot + 2) == '.'
        && text.at(dot + 4) == '.'
        && !Digits.isDecimal(text.at(dot + 6));
  }

  private static int nameStart(FoldedText text, int end) {
    int at = end;
    while (end - at < LONGEST_NAME && isOfName(text.at(at - 1))) {
      at--;
    }
    return at;
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
  }
}
