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
 * Others count in each event what was written so far: numbers of which it is known where they went
 * may differ too.
 *
 * <p>Keeps at most {@value #MOST_BYTES} bytes. {@code docs/design/recurring-frames.md} has the
 * reasons. Not thread-safe.
 */
public final class RecurringFrame {
  /** The largest frame that is learned. */
  static final int MOST_BYTES = 4 * 1024;

  private final StringBody body = new StringBody();
  private final StringBody padding = new StringBody();
  private final NumberBody number = new NumberBody();
  // What may differ, in its order; and the kept bytes: up to the first of it, from there up to the
  // next one, the rest.
  private final @Nullable StringBody[] strings = new StringBody[2 + FrameNumbers.MOST];
  private final int[] ends = new int[2 + FrameNumbers.MOST];
  private final long[] read = new long[FrameNumbers.MOST];
  private byte[] kept = {};
  private int length;
  private int count;
  private @Nullable String name;
  private @Nullable FrameWords words;
  private FrameNumbers numbers = FrameNumbers.NONE;

  // The frame that is looked at.
  private byte[] bytes = {};
  private int at;
  private int end;

  /** What was learned does not hold for what is read from here on. */
  public void forget() {
    words = null;
  }

  /** As {@link #learn(Frame, FrameWords, int, FrameNumbers)}, with the same numbers in all. */
  public void learn(Frame frame, FrameWords newWords, int paddingPlace) {
    learn(frame, newWords, paddingPlace, FrameNumbers.NONE);
  }

  /**
   * Learns a frame that was parsed, if it can be. What was read of it must depend on its name and
   * its tokens alone.
   *
   * @param newWords where one of its strings went, and nowhere else
   * @param paddingPlace where the string begins that the frame is padded with, counted from the
   *     start of the frame; negative for none
   * @param newNumbers where some of its numbers went, and nowhere else
   */
  public void learn(Frame frame, FrameWords newWords, int paddingPlace, FrameNumbers newNumbers) {
    forget();
    if (frame.length() > MOST_BYTES) {
      return;
    }
    name = frame.name();
    length = 0;
    count = 0;
    look(frame);
    numbers = newNumbers;
    words = keepAround(frame.offset(), newWords.place(), paddingPlace) ? newWords : null;
  }

  private void look(Frame frame) {
    bytes = frame.bytes();
    at = frame.offset();
    end = at + frame.length();
  }

  /** Keeps all but what may differ, which stands in any order. */
  private boolean keepAround(int start, int wordsPlace, int paddingPlace) {
    boolean wordsLeft = true;
    boolean paddingLeft = paddingPlace >= 0;
    int next = 0;
    while (wordsLeft || paddingLeft || next < numbers.count()) {
      int place = next < numbers.count() ? numbers.place(next) : Integer.MAX_VALUE;
      place = wordsLeft ? Math.min(place, wordsPlace) : place;
      place = paddingLeft ? Math.min(place, paddingPlace) : place;
      StringBody string = null;
      if (wordsLeft && place == wordsPlace) {
        wordsLeft = false;
        string = body;
      } else if (paddingLeft && place == paddingPlace) {
        paddingLeft = false;
        string = padding;
      } else {
        next++;
      }
      if (!keepUpTo(start + place, string)) {
        return false;
      }
    }
    return keepRest();
  }

  /**
   * Keeps what is before a place, and leaves out what begins there.
   *
   * @param string the string that does; null for a number
   */
  private boolean keepUpTo(int place, @Nullable StringBody string) {
    if (place < at || (string != null && bytes[place] != '"')) {
      return false;
    }
    keep(string == null ? place : place + 1);
    strings[count] = string;
    ends[count++] = length;
    return string == null ? skipNumber() : skipString(string);
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

  private boolean skipString(StringBody string) {
    if (!string.find(bytes, at, end) || (string == padding && !string.isPlain())) {
      return false;
    }
    at = string.end();
    return true;
  }

  private boolean skipNumber() {
    boolean found = number.find(bytes, at, end);
    at = number.end();
    return found;
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
   * Whether the frame repeats the one that was learned. Then its words and numbers have been put
   * where those of that one were, and it has been read; otherwise nothing has changed.
   */
  public boolean repeats(Frame frame) {
    FrameWords target = words;
    if (target == null || !Objects.equals(name, frame.name())) {
      return false;
    }
    look(frame);
    int from = 0;
    int found = 0;
    for (int i = 0; i < count; i++) {
      StringBody string = strings[i];
      if (!skip(from, ends[i]) || !(string == null ? skipNumber() : skipString(string))) {
        return false;
      }
      if (string == null) {
        read[found++] = number.value();
      }
      from = ends[i];
    }
    String text = skip(from, length) && endsHere() ? body.text() : null;
    if (text != null) {
      target.replace(text);
      numbers.replace(read);
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
}
