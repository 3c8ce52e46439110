package io.llmgw.cache.veto;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What looks like code in a text: between backticks, names as in code, signs of mathematics. */
final class CodeMarks {
  private static final String SIGNS = "+*^=<>|~\\@{}[]√∑∫≤≥≠×÷±";

  private CodeMarks() {}

  /** All of it; the pieces between backticks as they are, but for blanks. */
  static Set<String> of(String text) {
    Set<String> code = new HashSet<>();
    StringBuilder rest = new StringBuilder();
    int at = 0;
    for (int tick = text.indexOf('`'); tick >= 0; tick = text.indexOf('`', at)) {
      int width = text.startsWith("```", tick) ? 3 : 1;
      int end = text.indexOf("```".substring(0, width), tick + width);
      if (end < 0) {
        break;
      }
      rest.append(text, at, tick).append(' ');
      code.add("`" + text.substring(tick + width, end).strip().replaceAll("\\s+", " "));
      at = end + width;
    }
    rest.append(text, at, text.length());
    for (String token : rest.toString().split("\\s+", -1)) {
      names(token, code);
    }
    return Set.copyOf(code);
  }

  /** Names that no language but those of machines writes like this. */
  private static void names(String token, Set<String> names) {
    int from = 0;
    int to = token.length();
    while (from < to && "\"'“”‘’(,;:?.".indexOf(token.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && "\"'“”‘’,;:?!.".indexOf(token.charAt(to - 1)) >= 0) {
      to--;
    }
    String name = token.substring(from, to);
    if (isFlag(name) || isPath(name) || isJoined(name) || isMarked(name)) {
      names.add(name);
    }
  }

  private static boolean isFlag(String name) {
    int letter = name.startsWith("--") ? 2 : 1;
    return name.startsWith("-")
        && name.length() > letter
        && Character.isLetter(name.charAt(letter));
  }

  private static boolean isPath(String name) {
    return name.length() > 1 && (name.startsWith("/") || name.startsWith("./"))
        || name.contains("://");
  }

  private static boolean isJoined(String name) {
    return within(name, "_")
        || within(name, "::")
        || within(name, "->")
        || name.contains("&&")
        || name.contains("!=")
        || name.endsWith("()");
  }

  /** Variables, format and escape signs, negations. */
  private static boolean isMarked(String name) {
    return name.length() > 1
        && "$%!\\".indexOf(name.charAt(0)) >= 0
        && Character.isLetter(name.charAt(1));
  }

  private static boolean within(String name, String sign) {
    int at = name.indexOf(sign);
    return at > 0 && isLetter(name, at - 1) && isLetter(name, at + sign.length());
  }

  private static boolean isLetter(String name, int at) {
    return at < name.length() && Character.isLetterOrDigit(name.charAt(at));
  }

  /**
   * The signs of mathematics and of code, in order of their code, each as often as it stands. Those
   * that stand together are one.
   */
  static List<String> signs(String text) {
    List<String> signs = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      int end = Operators.end(text, i);
      if (end > i) {
        signs.add(Operators.of(text, i, end));
        i = end - 1;
      } else if (SIGNS.indexOf(text.charAt(i)) >= 0 || isOperator(text, i) || isLazy(text, i)) {
        signs.add(text.substring(i, i + 1));
      }
    }
    Collections.sort(signs);
    return List.copyOf(signs);
  }

  /** A question mark of a pattern, as in .*? within a sentence: one that ends it says nothing. */
  private static boolean isLazy(String text, int at) {
    if (text.charAt(at) != '?' || at == 0 || "*+}".indexOf(text.charAt(at - 1)) < 0) {
      return false;
    }
    int next = at + 1;
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    return next < text.length()
        && (next == at + 1 || !Character.isUpperCase(text.codePointAt(next)));
  }

  /** What stands free between numbers or variables is none of the marks of sentences. */
  private static boolean isOperator(String text, int at) {
    char c = text.charAt(at);
    if ("-/%&".indexOf(c) < 0
        || at < 2
        || at + 2 >= text.length()
        || text.charAt(at - 1) != ' '
        || text.charAt(at + 1) != ' ') {
      return false;
    }
    boolean before = Character.isDigit(text.charAt(at - 2));
    boolean behind = Character.isDigit(text.charAt(at + 2));
    return isVariable(text, at - 2) && isVariable(text, at + 2)
        || c == '-' && (before && isVariable(text, at + 2) || behind && isVariable(text, at - 2))
        || c != '&' && before && behind;
  }

  /** Whether a letter stands by itself. */
  private static boolean isVariable(String text, int at) {
    return Character.isLetter(text.charAt(at))
        && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
        && (at + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(at + 1)));
  }

  static boolean differ(Marks kept, Marks asked) {
    return !kept.code().equals(asked.code())
        || !kept.signs().equals(asked.signs())
        || CodeNames.differ(kept, asked);
  }
}
