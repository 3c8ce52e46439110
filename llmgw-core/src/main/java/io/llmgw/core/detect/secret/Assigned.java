package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that stands behind a name and a sign or word of assignment.
 *
 * @param start index of its first char
 * @param end index after its last
 * @param how what says where it ends
 */
record Assigned(int start, int end, How how) {
  /** Of a longer value the beginning tells what it is. */
  private static final int JUDGED = 256;

  private static final int MOST_BLANKS = 8;

  private static final List<String> VERBS =
      List.of(
          " is ",
          " was ",
          " ist ",
          " lautet ",
          " est ",
          " es ",
          " is: ",
          " to ",
          " \u00e8 ",
          " \u00e9 ",
          " \u00e4r ",
          " er ",
          " je ",
          " jest ");

  /** Verbs that say nothing behind names that are words of English as well. */
  private static final List<String> ENGLISH = List.of(" is ", " was ", " to ");

  private static final List<String> SIGNS = List.of(":=", "=>", "->", "===", "==", "=", ":");

  /** How a value is written. */
  enum How {
    /** In quotes. */
    QUOTED,
    /** Behind a name of capitals and an equals sign, first on its line, as in a shell. */
    VARIABLE,
    /** Behind a word such as "is". */
    PROSE,
    /** Otherwise. */
    PLAIN
  }

  /** The value that is given to the name that ends here; null if none is. */
  static @Nullable Assigned read(FoldedText text, int nameStart, int nameEnd, Findings found) {
    PlainValue plain = new PlainValue(text, nameStart, nameEnd, found);
    if (plain.isVariable(nameEnd + 1)) { // then what follows the sign is no other sign
      return value(text, plain, nameEnd + 1);
    }
    char next = text.at(nameEnd);
    List<String> verbs = next == ' ' ? VERBS : next < 0x80 ? List.of() : PasswordWords.VERBS;
    int verb = SecretName.pastAny(text, nameEnd, verbs);
    boolean isOfOther =
        ShortName.is(text, nameStart, nameEnd)
            && SecretName.pastAny(text, nameEnd, ENGLISH) > nameEnd;
    if (verb > nameEnd && !isOfOther) {
      int start = pastBlanks(text, verb);
      Assigned quoted = QuotedValue.read(text, start);
      return quoted == null ? plain.inProse(start) : quoted;
    }
    int sign = pastBlanks(text, pastClosing(text, nameEnd));
    int at = SecretName.pastAny(text, sign, SIGNS);
    if (at == sign) {
      if (text.at(nameEnd) == '>' && text.at(nameStart - 1) == '<') {
        return content(text, nameEnd + 1);
      }
      if (text.at(nameEnd) != ' ' || !SecretName.isOption(text, nameStart)) {
        return null;
      }
      at = nameEnd + 1;
    }
    Assigned first = value(text, plain, pastBlanks(text, pastBold(text, at)));
    int second = pastType(text, first);
    return second < 0 ? first : value(text, plain, second);
  }

  private static Assigned value(FoldedText text, PlainValue plain, int index) {
    Assigned quoted = plain.isPart(index) ? null : QuotedValue.read(text, index);
    return quoted == null ? plain.at(index) : plain.withRest(index, quoted);
  }

  /** What stands up to the next tag; null if blanks do. Without a bound, as a tag begins a name. */
  private static @Nullable Assigned content(FoldedText text, int start) {
    int end = start;
    while (text.at(end) > ' ' && text.at(end) != '<') {
      end++;
    }
    return text.at(end) == '<' ? new Assigned(start, end, How.PLAIN) : null;
  }

  /** Past quotes, brackets and asterisks that close behind a name. */
  private static int pastClosing(FoldedText text, int index) {
    int at = index;
    while (at - index < 4 && "\"'`]*\\".indexOf(text.at(at)) >= 0 && text.at(at) != 0) {
      at++;
    }
    return at;
  }

  private static int pastBold(FoldedText text, int index) {
    return text.at(index) == '*' && text.at(index + 1) == '*' ? index + 2 : index;
  }

  private static int pastBlanks(FoldedText text, int index) {
    int at = index;
    while (at - index < MOST_BLANKS && (text.at(at) == ' ' || text.at(at) == '\t')) {
      at++;
    }
    return at;
  }

  /** Where the value stands behind the name of a type; less than 0 if this one is none. */
  private static int pastType(FoldedText text, Assigned first) {
    int sign = pastBlanks(text, first.end);
    boolean isType =
        !first.isQuoted()
            && first.end - first.start <= 16
            && text.at(sign) == '='
            && text.at(sign + 1) != '=';
    return isType ? pastBlanks(text, sign + 1) : -1;
  }

  boolean isQuoted() {
    return how == How.QUOTED;
  }

  /** Until where it is looked at for what it is. */
  int judgedEnd() {
    return Math.min(end, start + JUDGED);
  }
}
