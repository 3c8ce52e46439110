package io.llmgw.core.detect.key;

import io.llmgw.core.detect.FoldedText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the keys of a vendor look like: a line of {@link VendorTable}. Immutable.
 *
 * @param vendor whose key it is
 * @param before what stands before the literal; null for nothing
 * @param literal what is looked for in the text
 * @param isContext whether the literal stands before the key and is no part of it
 * @param parts what stands behind it, at least one
 * @param check what is looked at besides
 */
record KeyShape(
    String vendor,
    @Nullable Part before,
    String literal,
    boolean isContext,
    List<Part> parts,
    KeyCheck check) {
  /** So many chars of a part stand at least before the end of a line that cuts it. */
  private static final int FEWEST_OF_LINE = 4;

  /** And so many stand on a line that goes on with what is long enough without it. */
  private static final int FEWEST_OF_LATER_LINE = 16;

  /** A last part of which so many chars are looked at may have any number of them. */
  private static final int OPEN_ENDED = 100;

  /** So many chars of an alphabet, or, without one, a literal. */
  record Part(@Nullable Alphabet alphabet, String literal, int fewest, int most) {
    /** Where it ends that begins here; less than 0 if it does not. */
    int end(FoldedText text, int start) {
      if (alphabet == null) {
        return text.isAt(start, literal) ? start + literal.length() : -1;
      }
      int end = alphabet.end(text, start, most);
      return end - start < fewest ? endOfLines(alphabet, text, end, end - start) : end;
    }

    /** Where it ends on a later line, if no more than the beginning stands on the first. */
    private int endOfLines(Alphabet chars, FoldedText text, int firstEnd, int firstCount) {
      int end = firstEnd;
      int count = firstCount;
      while ((count >= FEWEST_OF_LINE || isWholeOnNext(chars, text, end, count))
          && count < fewest) {
        int next = LineBreak.past(text, end);
        end = next < 0 ? -1 : chars.end(text, next, most - count);
        if (end <= next) {
          return -1;
        }
        count += end - next;
      }
      return count < fewest ? -1 : end;
    }

    /** Whether the line ends just before it, and all of it stands on the next one. */
    private boolean isWholeOnNext(Alphabet chars, FoldedText text, int end, int count) {
      int next = count == 0 ? LineBreak.past(text, end) : -1;
      return next >= 0 && chars.end(text, next, most) - next >= fewest;
    }
  }

  /** The shape that the line describes. */
  static KeyShape parse(String line) {
    String[] words = line.split(" ", -1);
    Part before = null;
    String literal = "";
    boolean isContext = false;
    List<Part> parts = new ArrayList<>();
    KeyCheck check = KeyCheck.VARIED;
    for (int i = 1; i < words.length; i++) {
      String word = words[i];
      KeyCheck named = KeyCheck.of(word);
      if (named != null) {
        check = named;
      } else if (word.equals(">")) {
        isContext = true;
      } else if (isPart(word)) {
        if (literal.isEmpty()) {
          before = part(word);
        } else {
          parts.add(part(word));
        }
      } else {
        literal = word;
      }
    }
    return new KeyShape(words[0], before, literal, isContext, List.copyOf(parts), check);
  }

  private static boolean isPart(String word) {
    return word.charAt(0) == '\'' || word.indexOf(':') == 1;
  }

  private static Part part(String word) {
    if (word.charAt(0) == '\'') {
      return new Part(null, word.substring(1), 0, 0);
    }
    String[] bounds = word.substring(2).split("-", -1);
    int fewest = Integer.parseInt(bounds[0]);
    int most = Integer.parseInt(bounds[bounds.length - 1]);
    return new Part(Alphabet.of(word.charAt(0)), "", fewest, most);
  }

  /** Where the key begins, given where the literal stands; less than 0 if it does not. */
  int start(FoldedText text, int start, int end) {
    if (isContext) {
      return end;
    }
    if (before == null || before.alphabet == null) {
      return start;
    }
    int from = before.alphabet.start(text, start, before.most);
    return start - from < before.fewest ? -1 : from;
  }

  /**
   * Where the key ends, given where the literal does; less than 0 if it does not. Of a key that
   * nobody says the length of, only the beginning may be looked at.
   */
  int end(FoldedText text, int index) {
    int start = index;
    int end = index;
    for (Part part : parts) {
      start = end;
      end = part.end(text, end);
      if (end < 0) {
        return -1;
      }
    }
    if (goesOn(text, end)) {
      return parts.get(parts.size() - 1).most >= OPEN_ENDED ? end : -1;
    }
    return onLaterLines(text, start, end);
  }

  /** Where it ends if later lines go on with a last part that is long enough without them. */
  private int onLaterLines(FoldedText text, int start, int firstEnd) {
    Part last = parts.get(parts.size() - 1);
    int end = firstEnd;
    while (last.alphabet != null && end - start < last.most) {
      int next = LineBreak.past(text, end);
      if (next < 0 || text.isAt(next, literal)) {
        return end;
      }
      int lineEnd = last.alphabet.end(text, next, last.most - (end - start));
      boolean isOfKey =
          lineEnd - next >= FEWEST_OF_LATER_LINE
              && Variety.of(text, next, lineEnd).isRandom()
              && text.at(lineEnd) != '='
              && !goesOn(text, lineEnd);
      if (!isOfKey) {
        return end;
      }
      end = lineEnd;
    }
    return end;
  }

  /** Whether chars follow that would belong to the last part if it could be longer. */
  boolean goesOn(FoldedText text, int end) {
    Alphabet last = parts.get(parts.size() - 1).alphabet;
    char next = text.at(end);
    return last == null ? Alphabet.ALNUM.has(next) : last.has(next) && next != '.';
  }
}
