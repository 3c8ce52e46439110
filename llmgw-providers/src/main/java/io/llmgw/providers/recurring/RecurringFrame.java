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
 *
 * <p>Keeps at most {@value #MOST_BYTES} bytes. {@code docs/design/recurring-frames.md} has the
 * reasons. Not thread-safe.
 */
public final class RecurringFrame {
  /** The largest frame that is learned. */
  static final int MOST_BYTES = 4 * 1024;

  private final StringBody body = new StringBody();
  private final StringBody padding = new StringBody();
  private final StringBody[] strings = new StringBody[2];
  // The kept bytes: up to the first string, from there up to the second if there is one, the rest.
  private final int[] ends = new int[2];
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

  /**
   * Learns a frame that was parsed, if it can be. What was read of it must depend on its name and
   * its tokens alone.
   *
   * @param newWords where one of its strings went, and nowhere else
   * @param paddingPlace where the string begins that the frame is padded with, counted from the
   *     start of the frame; negative for none
   */
  public void learn(Frame frame, FrameWords newWords, int paddingPlace) {
    forget();
    if (frame.length() > MOST_BYTES) {
      return;
    }
    int start = frame.offset();
    name = frame.name();
    length = 0;
    count = 0;
    look(frame);
    boolean before = paddingPlace >= 0 && paddingPlace < newWords.place();
    boolean behind = paddingPlace > newWords.place();
    boolean learned =
        (!before || keepUpTo(start + paddingPlace, padding))
            && keepUpTo(start + newWords.place(), body)
            && (!behind || keepUpTo(start + paddingPlace, padding))
            && keepRest();
    words = learned ? newWords : null;
  }

  private void look(Frame frame) {
    bytes = frame.bytes();
    at = frame.offset();
    end = at + frame.length();
  }

  private boolean keepUpTo(int quote, StringBody string) {
    if (quote < at || bytes[quote] != '"') {
      return false;
    }
    keep(quote + 1);
    strings[count] = string;
    ends[count++] = length;
    return skipString(string);
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
      if (!skip(from, ends[i]) || !skipString(strings[i])) {
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
}
