package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;
import java.util.List;

/**
 * A UUID that tells which lines of a log belong together, or which page comes next. Behind the name
 * of a session it is one, unless a cookie or a URL shows it as what lets its holder in; behind that
 * of a token only where the name says what it is for.
 */
final class SessionId {
  /** How far before it "cookie" stands. */
  private static final int REACH = 120;

  private static final int LONGEST_WORD = 16;
  private static final int[] GROUPS = {8, 4, 4, 4, 12};
  private static final Cues COOKIE = Cues.of("cookie", "set-cookie", "cookies");
  private static final AnyOf SESSIONS = AnyOf.of("session_id", "sessionid");

  private static final List<String> PURPOSES =
      List.of("correlation", "trace", "idempotency", "continuation", "next", "page", "sync");

  private SessionId() {}

  /** Whether this value of the name that begins here is one. */
  static boolean is(FoldedText text, int nameStart, Assigned value) {
    if (!isUuid(text, value.start(), value.end())) {
      return false;
    }
    if (SESSIONS.past(text, nameStart) == nameStart) {
      return text.hasAt(nameStart, "token") && isOfPurpose(text, nameStart);
    }
    char before = text.at(Alphabet.WORD.start(text, nameStart, LONGEST_WORD) - 1);
    boolean isShown = before == '?' || before == '&';
    return !isShown && !COOKIE.isWithin(text, nameStart - REACH, nameStart);
  }

  private static boolean isOfPurpose(FoldedText text, int nameStart) {
    int end = Alphabet.ALNUM.has(text.at(nameStart - 1)) ? nameStart : nameStart - 1;
    for (String purpose : PURPOSES) {
      int from = end - purpose.length();
      if (text.hasAt(from, purpose) && !Character.isLetter(text.at(from - 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUuid(FoldedText text, int start, int end) {
    int at = start;
    for (int size : GROUPS) {
      boolean isFirst = at == start;
      if (!isFirst && text.at(at++) != '-') {
        return false;
      }
      int groupEnd = Alphabet.ANY_HEX.end(text, at, size);
      if (groupEnd - at < size) {
        return false;
      }
      at = groupEnd;
    }
    return at == end;
  }
}
