package io.llmgw.core.detect.network;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;

/**
 * What stands between the scheme of a URL and the at sign before its host (RFC 3986, 3.2.1): a name
 * and a password, or a token. Passwords with unescaped slashes and at signs are read as well.
 */
final class UrlCredentials implements AnchoredRule {
  private static final String LOCAL = "localhost";
  private static final int SHORTEST_TOKEN = 20;

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.URL_CREDENTIALS);
  }

  @Override
  public List<String> anchors() {
    return List.of("://");
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    int colon = -1;
    int sign = -1;
    boolean isInPath = false;
    // Without a bound: it ends where another URL begins, and at any slash unless a password does.
    for (int at = end; isOfUrl(text.at(at)); at++) {
      char c = text.at(at);
      if (c == ':' && colon < 0 && !isInPath) {
        colon = at;
      } else if (c == '@' && !(isInPath && sign >= 0)) {
        sign = at;
      } else if (c == '/' || c == '?' || c == '#') {
        if (sign >= 0 && colon >= 0) {
          boolean isRead = isWeb(text, start) || isHost(text, sign + 1, at);
          sign = isRead ? sign : laterSign(text, at, sign);
          break;
        }
        if (sign >= 0 || colon < 0 || isPort(text, colon, at) || isAnchor(text, at)) {
          break;
        }
        isInPath = true;
      }
    }
    if (sign < 0 || !isOfHost(text.at(sign + 1))) {
      return;
    }
    if (colon >= 0 && colon < sign - 1) {
      add(end, sign, isSlot(text, colon + 1, sign), found);
    } else if (colon < 0 && isToken(text, end, sign)) {
      add(end, sign, false, found);
    }
  }

  /** Whether it is the address of a page, whose path may well have at signs. */
  private static boolean isWeb(FoldedText text, int end) {
    return text.hasAt(end - 4, "http") || text.hasAt(end - 5, "https");
  }

  /** Whether what stands between these places cannot be the end of a password. */
  private static boolean isHost(FoldedText text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.at(i);
      if (c == '.' || c == ':' || c == '[') {
        return true;
      }
    }
    return to - from == LOCAL.length() && text.hasAt(from, LOCAL);
  }

  /**
   * The at sign behind a slash that the password has after an at sign of its own; the earlier one
   * if no host follows a later one. It is none in a parameter, nor where it begins a name.
   */
  private static int laterSign(FoldedText text, int slash, int earlier) {
    int later = earlier;
    for (int at = slash; isOfUrl(text.at(at)) && text.at(at) != '='; at++) {
      if (text.at(at) == '/' && isAnchor(text, at)) {
        return later;
      }
      if (text.at(at) == '@' && text.at(at - 1) != '/' && isOfHost(text.at(at + 1))) {
        later = at;
      }
    }
    return later;
  }

  private static void add(int from, int to, boolean isSlot, Findings found) {
    Confidence confidence = isSlot ? Confidence.LOW : Confidence.HIGH;
    found.add(Entities.URL_CREDENTIALS, from, to, confidence, "URL_CREDENTIALS");
  }

  private static boolean isOfUrl(char c) {
    return c > ' ' && c != '"' && c != '<' && c != '>' && c != '`' && c != 0x7F;
  }

  private static boolean isOfHost(char c) {
    return Character.isLetterOrDigit(c) || c == '[' || c == '{' || c == '$' || c == '_';
  }

  /** Whether only digits stand after the colon: the port of a host. */
  private static boolean isPort(FoldedText text, int colon, int end) {
    for (int i = colon + 1; i < end; i++) {
      if (!Digits.isDecimal(text.at(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether another URL begins in this one: it is looked at when its turn comes. */
  private static boolean isAnchor(FoldedText text, int slash) {
    return text.at(slash - 1) == ':' && text.at(slash + 1) == '/';
  }

  /** Whether a password is to be filled in: {@code ${NAME}}, {@code {name}}, {@code %s}, stars. */
  private static boolean isSlot(FoldedText text, int from, int to) {
    char first = text.at(from);
    char last = text.at(to - 1);
    boolean isInBraces =
        last == '}' && (first == '{' || (first == '$' && text.at(from + 1) == '{'));
    boolean isInBrackets = first == '[' && last == ']';
    boolean isFormat = first == '%' && text.at(from + 1) == 's' && to == from + 2;
    return isInBraces || isInBrackets || isFormat || isStars(text, from, to);
  }

  private static boolean isStars(FoldedText text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.at(i) != '*') {
        return false;
      }
    }
    return true;
  }

  /** Whether a name alone is too long and too odd for one: letters and digits mixed. */
  private static boolean isToken(FoldedText text, int from, int to) {
    boolean hasDigits = false;
    boolean hasLetters = false;
    for (int i = from; i < to; i++) {
      hasDigits |= Digits.isDecimal(text.at(i));
      hasLetters |= Character.isLetter(text.at(i));
    }
    return to - from >= SHORTEST_TOKEN && hasDigits && hasLetters;
  }
}
