package io.llmgw.core.redact;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * What one text holds without being seen: text in tag characters or variation selectors, overrides
 * of its direction, chars without width. What flags, emoji and languages need of these is none. Not
 * thread-safe.
 */
final class HiddenChars {
  private static final String RULE = "hidden";

  /** Before it, nothing is looked for: all of ASCII, and most of Latin. */
  private static final char FIRST = 0x34F;

  /** As few chars say nothing, and as few without width may be left over from a page. */
  private static final int MOST_UNTOLD = 3;

  private static final int BLACK_FLAG = 0x1F3F4;
  private static final int LAST_TAG = 0xE007F;

  /** Before them come scripts that need no chars without width. */
  private static final int OTHER_SCRIPTS = 0x590;

  /** What a code point is. */
  private enum Kind {
    SEEN,
    OVERRIDE,
    TAG,
    SELECTOR,
    WITHOUT_WIDTH
  }

  private final String text;
  private final List<Finding> overrides = new ArrayList<>(0);
  private final List<Finding> carriers = new ArrayList<>(0);
  private final List<Finding> within = new ArrayList<>(0);
  private final List<Finding> beside = new ArrayList<>(0);
  private int carried;
  private int countBeside;

  private HiddenChars(String text) {
    this.text = text;
  }

  /** What this text holds; a list to add to, unless it is empty. */
  static List<Finding> in(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST && kind(text.codePointAt(i)) != Kind.SEEN) {
        return new HiddenChars(text).from(i);
      }
    }
    return List.of();
  }

  private static Kind kind(int point) {
    return switch (point) {
      case 0x202D, 0x202E -> Kind.OVERRIDE;
      case 0x34F, 0x115F, 0x1160, 0x180E, 0x3164, 0xFEFF, 0xFFA0 -> Kind.WITHOUT_WIDTH;
      default -> {
        if ((point >= 0x200B && point <= 0x200D) || (point >= 0x2060 && point <= 0x2064)) {
          yield Kind.WITHOUT_WIDTH;
        }
        if ((point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0100 && point <= 0xE01EF)) {
          yield Kind.SELECTOR;
        }
        yield point >= 0xE0000 && point <= LAST_TAG ? Kind.TAG : Kind.SEEN;
      }
    };
  }

  private List<Finding> from(int first) {
    int at = first;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      int end = at + Character.charCount(point);
      Kind kind = kind(point);
      while (kind != Kind.SEEN && end < text.length() && kind(text.codePointAt(end)) == kind) {
        end += Character.charCount(text.codePointAt(end));
      }
      switch (kind) {
        case OVERRIDE -> add(Entities.BIDI_OVERRIDE, at, end, overrides);
        case TAG -> addTags(at, end);
        case SELECTOR -> addSelectors(at, end);
        case WITHOUT_WIDTH -> addWithoutWidth(at, end);
        default -> {}
      }
      at = end;
    }
    return all();
  }

  private List<Finding> all() {
    List<Finding> all = overrides;
    boolean isText = carried > MOST_UNTOLD;
    for (Finding each : carriers) {
      add(isText ? Entities.HIDDEN_TEXT : Entities.ZERO_WIDTH, each.start(), each.end(), all);
    }
    all.addAll(within);
    if (countBeside > MOST_UNTOLD) {
      all.addAll(beside);
    }
    return all;
  }

  private static void add(EntityType type, int start, int end, List<Finding> to) {
    to.add(new Finding(type, start, end, Confidence.HIGH, RULE));
  }

  private void addTags(int start, int end) {
    if (!isFlag(start, end)) {
      carried += text.codePointCount(start, end);
      add(Entities.HIDDEN_TEXT, start, end, carriers);
    }
  }

  /** Whether they are the region of a flag: {@code gbeng} and the last tag (UTS 51, 2.6.4 C.1). */
  private boolean isFlag(int start, int end) {
    int count = text.codePointCount(start, end) - 1;
    boolean isOne =
        before(start) == BLACK_FLAG
            && text.codePointBefore(end) == LAST_TAG
            && count >= 3
            && count <= 6;
    for (int i = 0; isOne && i < count; i++) {
      int c = text.codePointAt(start + 2 * i) & 0x7F;
      isOne = (c >= 'a' && c <= 'z') || (i > 1 && c >= '0' && c <= '9');
    }
    return isOne;
  }

  /** One behind a sign chooses how that is drawn; a letter of ASCII is drawn in one way. */
  private void addSelectors(int start, int end) {
    int count = text.codePointCount(start, end);
    int before = before(start);
    boolean isChoice = count == 1 && (before >= 0x80 || !Character.isLetter(before));
    if (!isChoice) {
      carried += count;
      add(Entities.HIDDEN_TEXT, start, end, carriers);
    }
  }

  private void addWithoutWidth(int start, int end) {
    int before = before(start);
    int after = end < text.length() ? text.codePointAt(end) : -1;
    boolean isMarkOfEncoding = start == 0 && text.charAt(0) == '\uFEFF';
    if (isMarkOfEncoding || needsSome(before) || needsSome(after)) {
      return;
    }
    if (Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after)) {
      add(Entities.ZERO_WIDTH, start, end, within);
    } else {
      countBeside += end - start;
      add(Entities.ZERO_WIDTH, start, end, beside);
    }
  }

  /**
   * Whether chars without width join or part such a one from others as it is written: also emoji.
   */
  private static boolean needsSome(int point) {
    return point >= OTHER_SCRIPTS
        && kind(point) != Kind.WITHOUT_WIDTH
        && !Character.isSpaceChar(point)
        && (point < 0x1E00 || point >= 0x2100);
  }

  private int before(int index) {
    return index == 0 ? -1 : text.codePointBefore(index);
  }
}
