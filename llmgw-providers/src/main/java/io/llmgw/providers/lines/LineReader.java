package io.llmgw.providers.lines;

import io.llmgw.providers.json.AsciiSearch;
import io.llmgw.providers.wire.ByteSource;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameReader;
import io.llmgw.providers.wire.FrameTooLargeException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a body into its lines (github.com/ndjson/ndjson-spec), whatever chunks it comes in. A line
 * ends with LF, a CR before it is white space to JSON; blank lines are skipped. The last line may
 * have no end: whether all of it is there is for its decoder to say. The only copy is the one out
 * of the source; a frame is a slice of the buffer. Holds at most one line of the given size. Not
 * thread-safe.
 */
public final class LineReader implements FrameReader {
  private static final int INITIAL_BYTES = 4 * 1024;
  // Room for the line end beside the largest line.
  private static final int LINE_END_BYTES = 2;

  private final ByteSource source;
  private final int maxLineBytes;
  private final Frame frame = new Frame();
  private byte[] buffer = new byte[INITIAL_BYTES];
  // In this order: the line being read, how far that was searched, the end of what is there.
  private int start;
  private int searched;
  private int end;

  /**
   * A reader of a body that is at its start.
   *
   * @param maxLineBytes the largest line that is taken
   */
  public LineReader(ByteSource source, int maxLineBytes) {
    this.source = source;
    this.maxLineBytes = maxLineBytes;
  }

  @Override
  public @Nullable Frame next() throws IOException {
    while (true) {
      int lineEnd = AsciiSearch.indexOfEither(buffer, searched, end, '\n', '\n');
      boolean more = lineEnd >= 0 || fill();
      if (lineEnd < 0 && more) {
        continue;
      }
      take(lineEnd < 0 ? end : lineEnd);
      if (!frame.isBlank()) {
        return frame;
      }
      if (!more) {
        return null;
      }
    }
  }

  /** Makes what is before this place the frame, and leaves it and its end behind. */
  private void take(int lineEnd) throws FrameTooLargeException {
    if (lineEnd - start > maxLineBytes) {
      throw new FrameTooLargeException(maxLineBytes);
    }
    frame.show(null, buffer, start, lineEnd - start);
    start = Math.min(lineEnd + 1, end);
    searched = start;
  }

  private boolean fill() throws IOException {
    searched = end;
    if (start == end) {
      start = 0;
      searched = 0;
      end = 0;
    } else if (end == buffer.length) {
      makeRoom();
    }
    int read = source.read(buffer, end, buffer.length - end);
    end += Math.max(read, 0);
    return read >= 0;
  }

  private void makeRoom() throws FrameTooLargeException {
    int held = end - start;
    byte[] target = buffer;
    if (held > buffer.length / 2) {
      long most = (long) maxLineBytes + LINE_END_BYTES;
      int larger = (int) Math.max(buffer.length, Math.min(2L * buffer.length, most));
      if (held >= larger) {
        throw new FrameTooLargeException(maxLineBytes);
      }
      target = new byte[larger];
    }
    System.arraycopy(buffer, start, target, 0, held);
    start = 0;
    searched = held;
    end = held;
    buffer = target;
  }
}
