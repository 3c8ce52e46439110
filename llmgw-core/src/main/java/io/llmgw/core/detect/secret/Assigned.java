package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
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
  static final int JUDGED = 256;

  /** What is longer needs no tag behind it to be the content of an element. */
  private static final int LONGEST_WORD = 1024;

  private static final int MOST_BLANKS = 8;

  private static final AnyOf VERBS =
      AnyOf.of(
          " is: ",
          " is now ",
          " is ",
          " was ",
          " ist ",
          " lautet: ",
          " lautet ",
          " est ",
          " es ",
          " to ",
          " will be ",
          " should be ",
          " war ",
          " \u00e8 ",
          " \u00e9 ",
          " \u00e4r ",
          " er ",
          " je ",
          " jest ",
          " brzmi ",
          " luidt ",
          " adalah ",
          " yra ",
          " \u044d\u0442\u043e ",
          " \u0446\u0435 ",
          " \u0435 ",
          " \u0458\u0435 ",
          " \u03b5\u03af\u03bd\u03b1\u03b9 ");

  /** Names before verbs that are other words of English or Spanish. */
  private static final AnyOf WITH_VERB =
      AnyOf.of(
          "parola este ",
          "cheia api este ",
          "tokenul este ",
          "salasana on ",
          "salasanani on ",
          "salasanasi on ",
          "parool on ");

  /** Verbs that say nothing behind names that are words of English as well. */
  private static final AnyOf ENGLISH = AnyOf.of(" is ", " was ", " to ");

  private static final AnyOf SIGNS = AnyOf.of(":=", "=>", "->", "===", "==", "=", ":");

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
    AnyOf verbs = next == ' ' ? VERBS : PasswordWords.VERBS;
    int known = WITH_VERB.past(text, nameStart);
    int verb = known > nameEnd ? known : verbs.past(text, nameEnd);
    boolean isOfOther = ShortName.is(text, nameStart, nameEnd) && ENGLISH.isAt(text, nameEnd);
    if (verb > nameEnd && !isOfOther) {
      int start = pastBlanks(text, verb);
      Assigned quoted = QuotedValue.read(text, start);
      return quoted == null ? plain.inProse(start) : quoted;
    }
    int sign = pastBlanks(text, pastClosing(text, nameEnd));
    int at = SIGNS.past(text, sign);
    if (at == sign) {
      if (text.at(nameEnd) == '>' && text.at(nameStart - 1) == '<') {
        return content(text, nameEnd + 1);
      }
      Assigned elsewhere = elsewhere(text, nameStart, plain.nameStart(), nameEnd, found);
      if (elsewhere != null) {
        return elsewhere;
      }
      boolean mayFollow = SecretName.isOption(text, nameStart) || plain.isOfImage();
      if (text.at(nameEnd) != ' ' || !mayFollow) {
        return null;
      }
      at = nameEnd + 1;
    }
    int start = pastBlanks(text, pastBold(text, at));
    start = text.at(at - 1) == ':' && start > at ? YamlValue.start(text, start) : start;
    Assigned first = value(text, plain, start);
    int second = pastType(text, first);
    return second < 0 ? first : value(text, plain, second);
  }

  /** The value in another field, or in the call of a method; null if there is none. */
  private static @Nullable Assigned elsewhere(
      FoldedText text, int wordStart, int nameStart, int nameEnd, Findings found) {
    int field = ValueField.start(text, nameStart, nameEnd);
    if (field >= 0) {
      PlainValue plain = new PlainValue(text, field, ValueField.nameEnd(field), found);
      return value(text, plain, pastBlanks(text, ValueField.signEnd(text, field)));
    }
    int content = ValueField.content(text, nameStart, nameEnd);
    if (content >= 0) {
      return content(text, content, found.nextTag(content));
    }
    Assigned byDefault = DefaultValue.read(text, nameStart, nameEnd);
    return byDefault == null ? Argument.read(text, wordStart, nameStart, nameEnd) : byDefault;
  }

  private static Assigned value(FoldedText text, PlainValue plain, int index) {
    int open = plain.isVariable(index) && text.at(index) == '$' ? index + 1 : index;
    Assigned quoted = plain.isPart(index) ? null : QuotedValue.read(text, open);
    if (quoted == null && plain.isVariable(index)) {
      quoted = ShellWord.overLines(text, index);
      if (quoted != null) {
        return quoted;
      }
    }
    return quoted == null ? plain.at(index) : plain.withRest(index, quoted);
  }

  /** What stands up to the next tag, or is long without one; null if a blank is near. */
  private static @Nullable Assigned content(FoldedText text, int start, int end) {
    boolean isContent = text.at(end) == '<' || end - start > LONGEST_WORD;
    return isContent ? new Assigned(start, end, How.PLAIN) : null;
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
