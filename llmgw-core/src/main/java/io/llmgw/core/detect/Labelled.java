package io.llmgw.core.detect;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.EntityType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a label names: {@code CVV: 123}, {@code "pin":"1234"}, "my MRN is 00-12-34", "123 is my
 * CVV". The value is letters and digits with single {@code - . /} between them; it follows its
 * label, or stands before it, with at most {@value #MOST_BETWEEN} chars of punctuation and small
 * words such as "is" or "number" between them. Immutable.
 */
public final class Labelled implements AnchoredRule {
  /** The longest value. */
  private static final int MOST = 32;

  private static final int MOST_BETWEEN = 24;

  /** Words after which the value comes, as they say that it does. */
  private static final List<String> SAYING =
      List.of("is", "was", "are", "ist", "lautet", "es", "est", "e", "ar", "er", "of");

  /** Words that belong to the label, or to what stands between. */
  private static final List<String> BETWEEN =
      List.of(
          "number", "numbers", "num", "no", "nr", "code", "id", "value", "my", "the", "a", "as",
          "his", "her", "your", "our", "their", "this", "mein", "meine", "der", "die", "numero");

  /** Says how sure it is that a value is one. */
  @FunctionalInterface
  public interface Value {
    /**
     * How sure it is; null if it is none.
     *
     * @param isSaid whether a colon, an equals sign or a word such as "is" stands between the two
     */
    @Nullable Confidence judge(FoldedText text, int start, int end, boolean isSaid);
  }

  private final EntityType type;
  private final List<String> labels;
  private final List<String> owners;
  private final Value value;

  /** The labels where they head columns; null if those say nothing. */
  private final @Nullable Cues headings;

  private Labelled(
      EntityType type,
      List<String> labels,
      List<String> owners,
      Value value,
      @Nullable Cues headings) {
    this.type = type;
    this.labels = List.copyOf(labels);
    this.owners = List.copyOf(owners);
    this.value = value;
    this.headings = headings;
  }

  /**
   * A rule for a type whose values have these labels.
   *
   * @param labels ASCII; found in upper and lower case alike, as words of their own
   */
  public static Labelled of(EntityType type, List<String> labels, Value value) {
    return new Labelled(type, labels, List.of(), value, null);
  }

  /**
   * As {@link #of(EntityType, List, Value)}, but a label that heads a column of a table says as
   * well what the cells below it are.
   */
  public static Labelled withColumns(EntityType type, List<String> labels, Value value) {
    Cues headings = Cues.of(labels.toArray(String[]::new));
    return new Labelled(type, labels, List.of(), value, headings);
  }

  /**
   * As {@link #of(EntityType, List, Value)}, with words of which one may stand right behind a
   * label, and counts for no distance: "of my card".
   *
   * @param owners ASCII in lower case, without accents; found with accents as well
   */
  public static Labelled of(
      EntityType type, List<String> labels, List<String> owners, Value value) {
    return new Labelled(type, labels, owners, value, null);
  }

  @Override
  public Set<EntityType> types() {
    return Set.of(type);
  }

  @Override
  public List<String> anchors() {
    return labels;
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    if (Words.goesOn(text.at(start - 1), text.at(start))
        || Words.goesOn(text.at(end - 1), text.at(end))) {
      return;
    }
    if (!lookBelow(text, start, found) && !lookAfter(text, end, found)) {
      lookBefore(text, start, found);
    }
  }

  private boolean lookBelow(FoldedText text, int start, Findings found) {
    if (headings == null || !LabelledColumn.mayHead(text, start)) {
      return false;
    }
    LabelledColumn column = LabelledColumn.below(text, start, headings);
    boolean isFound = false;
    while (column.next()) {
      isFound |= add(text, column.start(), valueEnd(text, column.start()), true, found);
    }
    return isFound;
  }

  private boolean lookAfter(FoldedText text, int labelEnd, Findings found) {
    int end = pastOwner(text, labelEnd);
    int at = end;
    boolean isSaid = false;
    while (at - end <= MOST_BETWEEN) {
      char c = text.at(at);
      int word = Run.isPart(text.bare(at)) ? wordEnd(text, at) : at;
      if (word == at) {
        if (c == 0 || !isPunctuation(c)) {
          return false;
        }
        isSaid |= c == ':' || c == '=' || c == '#';
        at++;
      } else if (isOneOf(SAYING, text, at, word)) {
        isSaid = true;
        at = word;
      } else if (isOneOf(BETWEEN, text, at, word)) {
        at = word;
      } else {
        return add(text, at, valueEnd(text, at), isSaid, found);
      }
    }
    return false;
  }

  private int pastOwner(FoldedText text, int labelEnd) {
    int start = labelEnd + 1;
    int past = labelEnd;
    for (int i = 0; text.at(labelEnd) == ' ' && i < owners.size(); i++) {
      int end = start + owners.get(i).length();
      if (end > past && hasBare(text, start, owners.get(i)) && text.isWord(start, end)) {
        past = end;
      }
    }
    return past;
  }

  private void lookBefore(FoldedText text, int start, Findings found) {
    int at = start;
    boolean isSaid = false;
    while (start - at <= MOST_BETWEEN) {
      char c = text.at(at - 1);
      int word = Run.isPart(text.bare(at - 1)) ? wordStart(text, at) : at;
      if (word == at) {
        if (c != ' ' && c != '(' && c != '=') {
          return;
        }
        at--;
      } else if (isOneOf(SAYING, text, word, at)) {
        isSaid = true;
        at = word;
      } else if (isOneOf(BETWEEN, text, word, at)) {
        at = word;
      } else {
        if (at < start) {
          add(text, valueStart(text, at), at, isSaid, found);
        }
        return;
      }
    }
  }

  private boolean add(FoldedText text, int start, int end, boolean isSaid, Findings found) {
    if (end - start > MOST) {
      return false;
    }
    Confidence confidence = value.judge(text, start, end, isSaid);
    if (confidence == null) {
      return false;
    }
    found.add(type, start, end, confidence, type.name());
    return true;
  }

  private static boolean isPunctuation(char c) {
    return " \t\n:=#\"'`*()[]<>|,._-\\".indexOf(c) >= 0;
  }

  private static boolean isOneOf(List<String> words, FoldedText text, int from, int to) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.length() == to - from && hasBare(text, from, word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasBare(FoldedText text, int index, String words) {
    for (int i = 0; i < words.length(); i++) {
      char c = text.bare(index + i);
      boolean isUpper = c >= 'A' && c <= 'Z';
      if ((isUpper ? c | 0x20 : c) != words.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int wordEnd(FoldedText text, int from) {
    int at = from;
    while (at - from <= MOST && Run.isPart(text.bare(at))) {
      at++;
    }
    return at;
  }

  private static int wordStart(FoldedText text, int end) {
    int at = end;
    while (end - at <= MOST && Run.isPart(text.bare(at - 1))) {
      at--;
    }
    return at;
  }

  private static int valueEnd(FoldedText text, int from) {
    int at = from;
    while (at - from <= MOST
        && (Run.isPart(text.at(at)) || (joins(text.at(at)) && Run.isPart(text.at(at + 1))))) {
      at++;
    }
    return at;
  }

  private static int valueStart(FoldedText text, int end) {
    int at = end;
    while (end - at <= MOST
        && (Run.isPart(text.at(at - 1))
            || (joins(text.at(at - 1)) && Run.isPart(text.at(at - 2))))) {
      at--;
    }
    return at;
  }

  private static boolean joins(char c) {
    return c == '-' || c == '.' || c == '/';
  }
}
