package io.llmgw.providers.recurring;

import io.llmgw.providers.wire.Frame;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a frame that differs from the one before in its words alone, without a JSON parser, which
 * costs more than all else about it.
 *
 * <p>The frames of a stream repeat id, model and all the rest around one string. Of a frame that
 * was parsed, this keeps the bytes around that string. A frame with the same name and the very same
 * bytes around another string has the same tokens but for that string, and so would be read as the
 * same but for its words: whatever was read of the frame before stands, and only they are replaced.
 * No knowledge of a protocol is needed for that, and none is here.
 *
 * <p>Providers pad their events, lest their sizes give the words away: with a string that nobody
 * reads, which may differ as well, or with blanks before the last brace, which may be any number.
 * And some count their events: a number that nobody reads may differ too.
 *
 * <p>Keeps at most {@value #MOST_BYTES} bytes. {@code docs/design/recurring-frames.md} has the
 * reasons. Not thread-safe.
 */
public final class RecurringFrame {
  /** The largest frame that is learned. */
  static final int MOST_BYTES = 4 * 1024;

  private static final int MOST_DIGITS = 18;
  private static final int NOWHERE = -1;

  private final StringBody body = new StringBody();
  private final StringBody padding = new StringBody();
  // What may differ, in its order, and where the kept bytes before each of it end.
  private final Varying[] gaps = new Varying[Varying.values().length];
  private final int[] ends = new int[Varying.values().length];
  private byte[] kept = {};
  private int length;
  private int count;
  private @Nullable String name;
  private @Nullable FrameWords words;

  // The frame that is looked at.
  private byte[] bytes = {};
  private int at;
  private int end;

  /** What was learned does not hold for what is read from here on. */
  public void forget() {
    words = null;
  }

  /** As {@link #learn(Frame, FrameWords, int, int)}, for a frame that is not counted. */
  public void learn(Frame frame, FrameWords newWords, int paddingPlace) {
    learn(frame, newWords, paddingPlace, NOWHERE);
  }

  /**
   * Learns a frame that was parsed, if it can be. What was read of it must depend on its name and
   * its tokens alone, and not on those that are padding and number.
   *
   * @param newWords where one of its strings went, and nowhere else
   * @param paddingPlace where the string begins that the frame is padded with, counted from the
   *     start of the frame; negative for none
   * @param numberPlace where the number begins by which the frame is counted, likewise
   */
  public void learn(Frame frame, FrameWords newWords, int paddingPlace, int numberPlace) {
    forget();
    if (frame.length() > MOST_BYTES || newWords.place() < 0) {
      return;
    }
    int start = frame.offset();
    name = frame.name();
    length = 0;
    count = 0;
    look(frame);
    int[] places = {newWords.place(), paddingPlace, numberPlace};
    boolean learned = true;
    Varying next;
    for (int from = 0; learned && (next = nextOf(places, from)) != null; ) {
      int place = places[next.ordinal()];
      learned = keepUpTo(start + place, next);
      from = place + 1;
    }
    words = learned && keepRest() ? newWords : null;
  }

  @SuppressWarnings("EnumOrdinal") // places stand in the order of the constants
  private static @Nullable Varying nextOf(int[] places, int from) {
    Varying next = null;
    for (Varying each : Varying.values()) {
      int place = places[each.ordinal()];
      if (place >= from && (next == null || place < places[next.ordinal()])) {
        next = each;
      }
    }
    return next;
  }

  private void look(Frame frame) {
    bytes = frame.bytes();
    at = frame.offset();
    end = at + frame.length();
  }

  private boolean keepUpTo(int place, Varying what) {
    boolean text = what != Varying.NUMBER;
    if (place < at || (text && bytes[place] != '"')) {
      return false;
    }
    keep(text ? place + 1 : place);
    gaps[count] = what;
    ends[count++] = length;
    return skip(what);
  }

  private void keep(int to) {
    int more = to - at;
    if (length + more > kept.length) {
      kept = Arrays.copyOf(kept, length + more);
    }
    System.arraycopy(bytes, at, kept, length, more);
    length += more;
    at = to;
  }

  private boolean skip(Varying what) {
    return switch (what) {
      case WORDS -> skipString(body);
      case PADDING -> skipString(padding) && padding.isPlain();
      case NUMBER -> skipDigits();
    };
  }

  private boolean skipString(StringBody string) {
    if (!string.find(bytes, at, end)) {
      return false;
    }
    at = string.end();
    return true;
  }

  /** Digits that are a number (RFC 8259, 6), as far as they go. */
  private boolean skipDigits() {
    int first = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    int digits = at - first;
    return digits == 1 || (digits > 1 && digits <= MOST_DIGITS && bytes[first] != '0');
  }

  /** Up to the last brace, and the blanks before it. */
  private boolean keepRest() {
    int last = end - 1;
    if (last < at || bytes[last] != '}') {
      return false;
    }
    while (bytes[last - 1] == ' ') {
      last--;
    }
    keep(last);
    return true;
  }

  /**
   * Whether the frame repeats the one that was learned. Then its words have been put where those of
   * that one were, and it has been read; otherwise nothing has changed.
   */
  public boolean repeats(Frame frame) {
    FrameWords target = words;
    if (target == null || !Objects.equals(name, frame.name())) {
      return false;
    }
    look(frame);
    int from = 0;
    for (int i = 0; i < count; i++) {
      if (!skip(from, ends[i]) || !skip(gaps[i])) {
        return false;
      }
      from = ends[i];
    }
    String text = skip(from, length) && endsHere() ? body.text() : null;
    if (text != null) {
      target.replace(text);
    }
    return text != null;
  }

  private boolean skip(int from, int to) {
    int next = at + to - from;
    boolean same = next <= end && Arrays.equals(kept, from, to, bytes, at, next);
    at = next;
    return same;
  }

  private boolean endsHere() {
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    return at == end - 1 && bytes[at] == '}';
  }

  /** What may differ from one frame to the next. */
  private enum Varying {
    WORDS,
    PADDING,
    NUMBER
  }
}
