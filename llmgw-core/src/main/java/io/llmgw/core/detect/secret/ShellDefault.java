package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;
import io.llmgw.core.detect.key.Variety;
import org.jspecify.annotations.Nullable;

/**
 * What a shell, or a file that is read as by one, takes where a variable is not set: {@code
 * ${DB_PASSWORD:-...}}. A word there is made to be replaced; one drawn at random is in use.
 */
final class ShellDefault {
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST = 256;

  /** A shorter one without capitals may be a word and a number. */
  private static final int FEWEST_OF_ONE_CASE = 16;

  /** Behind these stands a message, or what is taken in the place of a value that is there. */
  private static final String OTHERS = "?+";

  private static final String SIGNS = "-=" + OTHERS;

  private ShellDefault() {}

  /** Whether the name that ends here is that of a variable with something behind it. */
  static boolean is(FoldedText text, int nameStart, int nameEnd) {
    int sign = text.at(nameEnd) == ':' ? nameEnd + 1 : nameEnd;
    int start = Alphabet.WORD.start(text, nameStart, LONGEST_NAME);
    return text.isAt(start - 2, "${") && text.at(sign) != 0 && SIGNS.indexOf(text.at(sign)) >= 0;
  }

  /** The default; null if there is none, or if it is a word. */
  static @Nullable Assigned read(FoldedText text, int nameEnd) {
    int sign = text.at(nameEnd) == ':' ? nameEnd + 1 : nameEnd;
    int start = sign + 1;
    int end = start;
    while (end - start < LONGEST && text.at(end) > ' ' && text.at(end) != '}') {
      end++;
    }
    boolean isDefault = OTHERS.indexOf(text.at(sign)) < 0 && text.at(end) == '}';
    return isDefault && isRandom(Variety.of(text, start, end))
        ? new Assigned(start, end, Assigned.How.PLAIN)
        : null;
  }

  private static boolean isRandom(Variety variety) {
    boolean isMixed = variety.upper() > 0 && variety.lower() > 0;
    return variety.isRandom() && (isMixed || variety.length() >= FEWEST_OF_ONE_CASE);
  }
}
