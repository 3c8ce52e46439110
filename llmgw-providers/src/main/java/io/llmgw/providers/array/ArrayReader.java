package io.llmgw.providers.array;

import io.llmgw.providers.wire.ByteSource;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameReader;
import io.llmgw.providers.wire.FrameTooLargeException;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a JSON array into its elements as they come, whatever chunks they come in. Only brackets and
 * strings are looked at: whether an element is good JSON is for its decoder to say. An element that
 * the end of the body cuts is handed out as it is, since it may be half of an error. Holds at most
 * one element of the given size. Not thread-safe.
 */
public final class ArrayReader implements FrameReader {
  private static final int INITIAL_BYTES = 4 * 1024;

  private final ByteSource source;
  private final int maxElementBytes;
  private final Frame frame = new Frame();
  private byte[] buffer = new byte[INITIAL_BYTES];
  // In this order: the element being read, what is not looked at yet, the end of what is there.
  private int start;
  private int at;
  private int end;
  private boolean inArray;
  private boolean inElement;
  private boolean inString;
  private boolean afterBackslash;
  private int depth;
  private boolean over;

  /**
   * A reader of an array that is at its start.
   *
   * @param maxElementBytes the largest element that is taken
   */
  public ArrayReader(ByteSource source, int maxElementBytes) {
    this.source = source;
    this.maxElementBytes = maxElementBytes;
  }

  @Override
  public @Nullable Frame next() throws IOException {
    while (!over) {
      while (at < end && !over) {
        if (!inElement) {
          start = at;
        }
        if (endsElement(buffer[at++])) {
          return element();
        }
      }
      if (!over && !fill()) {
        over = true;
        return inElement ? element() : null;
      }
    }
    return null;
  }

  /** Whether the element ends before, or with, this byte. */
  private boolean endsElement(byte b) {
    if (inString) {
      boolean closes = b == '"' && !afterBackslash;
      afterBackslash = b == '\\' && !afterBackslash;
      inString = !closes;
      return false;
    }
    if (!inElement) {
      return begins(b);
    }
    switch (b) {
      case '"' -> inString = true;
      case '{', '[' -> depth++;
      case '}', ']' -> {
        if (depth == 0) {
          at--; // the end of the array, behind an element without brackets
          return true;
        }
        return --depth == 0;
      }
      case ',' -> {
        return depth == 0;
      }
      default -> {
        // Whatever it is, it is a part of the element.
      }
    }
    return false;
  }

  /** Looks at a byte between elements; none of them ends an element. */
  private boolean begins(byte b) {
    switch (b) {
      case ' ', '\t', '\r', '\n', ',' -> {
        // Nothing begins here.
      }
      case ']' -> over = true;
      default -> {
        if (b == '[' && !inArray) {
          inArray = true;
          return false;
        }
        inElement = true;
        inString = b == '"';
        depth = b == '{' || b == '[' ? 1 : 0;
      }
    }
    return false;
  }

  private Frame element() {
    int to = at;
    while (to > start && (buffer[to - 1] == ',' || buffer[to - 1] == '\n')) {
      to--;
    }
    frame.show(null, buffer, start, to - start);
    inElement = false;
    return frame;
  }

  private boolean fill() throws IOException {
    if (!inElement) {
      start = end;
    }
    if (end - start > maxElementBytes) {
      throw new FrameTooLargeException(maxElementBytes);
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      at -= start;
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * end);
    }
    int read = source.read(buffer, end, buffer.length - end);
    end += Math.max(read, 0);
    return read >= 0;
  }
}
