package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;
import io.llmgw.core.detect.key.Variety;
import java.util.List;

/**
 * Names of passwords that are short for much else if they stand alone: a test that passes, a way
 * over mountains, a width. What they are given is more often a count or a word than a password.
 */
final class ShortName {
  private static final List<String> NAMES = List.of("pass", "pw", "mdp");

  private ShortName() {}

  /** Whether the name between these places is one of them, and no other word belongs to it. */
  static boolean is(FoldedText text, int start, int end) {
    char before = text.at(start - 1);
    boolean isPart = Alphabet.WORD.has(before) || before == '.' || Character.isLetter(before);
    for (String name : NAMES) {
      if (name.length() == end - start && text.hasAt(start, name)) {
        return !isPart && !Alphabet.WORD.has(text.at(end));
      }
    }
    return false;
  }

  /** Whether this value of such a name is a count, a version, a path or a word. */
  static boolean isOther(FoldedText text, Assigned value) {
    String all = text.part(value.start(), value.judgedEnd());
    Variety variety = Variety.of(text, value.start(), value.judgedEnd());
    if (variety.upper() + variety.lower() == variety.length()) {
      return !SecretValue.isCommon(all);
    }
    return !isKey(variety) && OtherNotation.is(text, value);
  }

  /** What is random has no slashes and full stops but by chance, and is long. */
  private static boolean isKey(Variety variety) {
    return variety.isRandom() && variety.digits() > 2 && variety.upper() > 1 && variety.lower() > 1;
  }
}
