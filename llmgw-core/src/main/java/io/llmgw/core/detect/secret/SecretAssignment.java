package io.llmgw.core.detect.secret;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A value that is given to something of a telling name: {@code db_password = "..."}, {@code
 * "apiKey": "..."}, {@code --token ...}, "the password is ...". Of values, those are taken that
 * {@link SecretValue} believes.
 */
final class SecretAssignment implements AnchoredRule {
  private static final String SECRET = "secret";
  private static final List<String> CLIENTS = List.of("client", "consumer", "app");

  /** Names of so many chars stand at the beginning of a word, or in camel case. */
  private static final int SHORT = 4;

  private static final List<String> WORDS =
      Stream.of(SecretWords.PASSWORDS, SecretWords.KEYS, PasswordWords.ALL)
          .flatMap(List::stream)
          .toList();

  /** What they may begin with, or be as a whole. */
  static final List<String> ANCHORS =
      Stream.of(
              SecretWords.PASSWORDS, SecretWords.KEYS, SecretWords.CUT, PasswordWords.beginnings())
          .flatMap(List::stream)
          .toList();

  /** The words for keys of each length, up to one more than the longest have. */
  private static final String[][] KEYS_BY_LENGTH = byLength(SecretWords.KEYS);

  private static final String PASSWORD_RULE = Entities.PASSWORD + ":assignment";
  private static final String KEY_RULE = Entities.CREDENTIALS + ":assignment";

  private static final int MOST_PAIRS = 1024;

  /** How words begin: a name of a field has few of these, and is looked at for nothing else. */
  private static final BitSet BEGINNINGS = new BitSet(MOST_PAIRS);

  static {
    FoldedText text = new FoldedText();
    for (String word : WORDS) {
      text.read(word);
      BEGINNINGS.set(pair(text, 0));
    }
  }

  private static String[][] byLength(List<String> words) {
    int longest = words.stream().mapToInt(String::length).max().orElse(0);
    return IntStream.rangeClosed(0, longest + 1)
        .mapToObj(
            length -> words.stream().filter(word -> word.length() == length).toArray(String[]::new))
        .toArray(String[][]::new);
  }

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.PASSWORD, Entities.CREDENTIALS);
  }

  @Override
  public List<String> anchors() {
    return ANCHORS;
  }

  @Override
  public void look(FoldedText text, int start, int anchorEnd, Findings found) {
    int end =
        anchorEnd - start > 1 ? SecretWords.end(text, anchorEnd) : PasswordWords.end(text, start);
    int name = end < 0 ? -1 : SecretName.end(text, end);
    if (name < 0 || isPartOfWord(text, start, end)) {
      return;
    }
    EntityType named = isPassword(text, start, end) ? Entities.PASSWORD : Entities.CREDENTIALS;
    if (found.isClaimed(named, start) && isPlain(text, name)) {
      return;
    }
    Assigned value =
        ShellDefault.is(text, start, name)
            ? ShellDefault.read(text, name)
            : Assigned.read(text, start, name, found);
    EntityType type = value == null ? null : type(text, start, end, value);
    if (type == null) {
      value = told(text, named, start, name, found);
      type = value == null ? null : named;
    }
    if (value != null && type != null) {
      int from = OwnSigns.start(text, value);
      found.add(
          type,
          from,
          OwnSigns.end(text, value),
          Confidence.MEDIUM,
          type.equals(Entities.PASSWORD) ? PASSWORD_RULE : KEY_RULE);
      if (!value.isQuoted() && value.end() >= found.runEnd(value.start())) {
        found.claim(type, value.start(), value.end());
      }
    }
  }

  /** What people tell each other in words; null if they do not. */
  private static @Nullable Assigned told(
      FoldedText text, EntityType named, int start, int nameEnd, Findings found) {
    if (named.equals(Entities.PASSWORD)) {
      return ProseValue.read(text, start, nameEnd, found);
    }
    Assigned key = ProseKey.read(text, start, nameEnd, found);
    boolean isOne = key != null && SecretValue.isKey(text, key) && !SessionId.is(text, start, key);
    return isOne ? key : null;
  }

  /** Whether a value follows at once that goes on to the next blank at most. */
  private static boolean isPlain(FoldedText text, int nameEnd) {
    char sign = text.at(nameEnd);
    char first = text.at(nameEnd + 1);
    return (sign == '=' || sign == ':') && (Alphabet.ALNUM.has(first) || isOpen(text, nameEnd + 1));
  }

  /** Whether a quote of printers opens here that does not close: it is part of the value. */
  private static boolean isOpen(FoldedText text, int index) {
    return text.at(index) >= 0x80 && QuotedValue.read(text, index) == null;
  }

  /** What a value is that is given to the name that ends here; null if the name does not say. */
  static @Nullable EntityType type(FoldedText text, Assigned value, int nameEnd) {
    return type(text, value, 0, nameEnd);
  }

  /** What a value is that is given to the name between two places; null if that does not say. */
  static @Nullable EntityType type(FoldedText text, Assigned value, int nameStart, int nameEnd) {
    for (int start = nameStart; start < nameEnd; start++) {
      EntityType type = BEGINNINGS.get(pair(text, start)) ? at(text, start, value, nameEnd) : null;
      if (type != null) {
        return type;
      }
    }
    return null;
  }

  /** A number for the two chars that stand here, the same for few others. */
  private static int pair(FoldedText text, int index) {
    char first = Character.toLowerCase(text.bare(index));
    char second = Character.toLowerCase(text.bare(index + 1));
    return first * 31 + second & MOST_PAIRS - 1;
  }

  private static @Nullable EntityType at(FoldedText text, int start, Assigned value, int nameEnd) {
    for (String word : WORDS) {
      int end = start + word.length();
      EntityType type = isNameAt(text, start, word, nameEnd) ? type(text, start, end, value) : null;
      if (type != null) {
        return type;
      }
    }
    return null;
  }

  /** Whether what stands between two places ends in the name of a secret. */
  static boolean isName(FoldedText text, int nameStart, int nameEnd) {
    for (int start = nameStart; start < nameEnd; start++) {
      if (BEGINNINGS.get(pair(text, start))) {
        for (String word : WORDS) {
          if (isNameAt(text, start, word, nameEnd)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean isNameAt(FoldedText text, int start, String word, int nameEnd) {
    int end = start + word.length();
    return end <= nameEnd
        && isWordAt(text, start, word)
        && SecretName.end(text, end) == nameEnd
        && !isPartOfWord(text, start, end);
  }

  private static boolean isWordAt(FoldedText text, int start, String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = Character.toLowerCase(text.bare(start + i));
      if (c != word.charAt(i) && !(c == '\u2019' && word.charAt(i) == '\'')) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable EntityType type(FoldedText text, int start, int end, Assigned value) {
    if (!isPassword(text, start, end)) {
      boolean isKey = isKey(text, start, value) && !SessionId.is(text, start, value);
      return isKey ? Entities.CREDENTIALS : null;
    }
    boolean isOther = ShortName.is(text, start, end) && ShortName.isOther(text, value);
    boolean isOne = !isOther && SecretValue.isPassword(text, value);
    return isOne ? Entities.PASSWORD : null;
  }

  private static boolean isKey(FoldedText text, int start, Assigned value) {
    return SecretValue.isKey(text, value)
        || (isOfClient(text, start) && SecretValue.isShortKey(text, value));
  }

  /** Whether it is a secret that an application shows for itself, as in "client_secret". */
  private static boolean isOfClient(FoldedText text, int start) {
    if (!text.hasAt(start, SECRET)) {
      return false;
    }
    int end = Alphabet.ALNUM.has(text.at(start - 1)) ? start : start - 1;
    for (String client : CLIENTS) {
      int from = end - client.length();
      if (text.hasAt(from, client) && !Character.isLetter(text.at(from - 1))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a short name is only the end of another word, as in "compass". */
  private static boolean isPartOfWord(FoldedText text, int start, int end) {
    char before = text.at(start - 1);
    return end - start <= SHORT
        && text.at(start) < 0x80
        && Character.isLetter(before)
        && Character.isUpperCase(before) == Character.isUpperCase(text.at(start));
  }

  private static boolean isPassword(FoldedText text, int start, int end) {
    char first = Character.toLowerCase(text.bare(start));
    for (String key : KEYS_BY_LENGTH[Math.min(end - start, KEYS_BY_LENGTH.length - 1)]) {
      if (key.charAt(0) == first && isWordAt(text, start, key)) {
        return false;
      }
    }
    return true;
  }
}
