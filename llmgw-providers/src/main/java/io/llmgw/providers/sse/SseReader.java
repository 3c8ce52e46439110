package io.llmgw.providers.sse;

import io.llmgw.providers.json.AsciiSearch;
import io.llmgw.providers.wire.ByteSource;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameReader;
import io.llmgw.providers.wire.FrameTooLargeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event stream (WHATWG HTML, 9.2.5 and 9.2.6) whatever chunks it comes in. The only copy
 * is the one out of the source; a frame is a slice of the buffer, and further {@code data} lines of
 * an event move up to the first one. Holds at most one event of the given size. Not thread-safe.
 *
 * <p>Three deviations. A field named {@code error} counts as data of an event of that name, since
 * llama.cpp reported failures so until September 2025 (ggml-org/llama.cpp#16104). And lines that
 * are no fields, from one on that begins as JSON does, are the last event of the stream: so Gemini
 * ends one that fails, with an error over several lines and without {@code data:} before them. And
 * an event that the end of the stream cuts, which the standard discards, is one where it is a whole
 * JSON object: a server that fails may not come to write the blank line behind it, and one that
 * hangs up behind its last event may not care to. Whether the answer is whole says its own end.
 */
public final class SseReader implements FrameReader {
  private static final int INITIAL_BYTES = 2 * 1024;
  // Room for the field name and the line end beside the largest value.
  private static final int LINE_SLACK = 64;
  // An error needs no more.
  private static final int MOST_BARE_BYTES = 64 * 1024;
  private static final byte[] DATA = ascii("data");
  private static final byte[] EVENT = ascii("event");
  private static final byte[] ERROR = ascii("error");

  private final ByteSource source;
  private final int maxEventBytes;
  private final Frame frame = new Frame();
  private byte[] buffer = new byte[INITIAL_BYTES];
  // In this order: data of the event being read, its current line, how far that was searched, end.
  private int dataStart;
  private int dataEnd;
  private int lineStart;
  private int searched;
  private int end;
  private boolean hasData;
  private boolean afterCr;
  private boolean afterStart;
  private byte @Nullable [] bare;
  private int bareBytes;
  private @Nullable String event;
  private @Nullable String lastEvent;

  /**
   * A reader of a stream that is at its start.
   *
   * @param maxEventBytes the largest event that is taken
   */
  public SseReader(ByteSource source, int maxEventBytes) {
    this.source = source;
    this.maxEventBytes = maxEventBytes;
  }

  @Override
  public @Nullable Frame next() throws IOException {
    forgetEvent();
    while (true) {
      int lineEnd = findLineEnd();
      if (lineEnd < 0) {
        searched = end;
        if (!fill()) {
          return lastWords();
        }
        continue;
      }
      int start = afterStart ? lineStart : skipByteOrderMark();
      afterStart = true;
      leaveLine(lineEnd);
      if (start < lineEnd) {
        readField(start, lineEnd);
      } else if (hasData) {
        frame.show(event, buffer, dataStart, dataEnd - dataStart);
        return frame;
      } else {
        forgetEvent(); // an event without data is not dispatched (9.2.6)
      }
    }
  }

  private void forgetEvent() {
    hasData = false;
    event = null;
    dataStart = lineStart;
    dataEnd = lineStart;
  }

  private int findLineEnd() {
    if (afterCr && lineStart < end) {
      afterCr = false;
      if (buffer[lineStart] == '\n') {
        lineStart++;
        searched = Math.max(searched, lineStart);
      }
    }
    return AsciiSearch.indexOfEither(buffer, searched, end, '\n', '\r');
  }

  private void leaveLine(int lineEnd) {
    afterCr = buffer[lineEnd] == '\r';
    lineStart = lineEnd + 1;
    searched = lineStart;
  }

  private int skipByteOrderMark() {
    boolean marked = // none of it ends a line, so this does not look past the end of the first
        buffer[lineStart] == (byte) 0xEF
            && buffer[lineStart + 1] == (byte) 0xBB
            && buffer[lineStart + 2] == (byte) 0xBF;
    return marked ? lineStart + 3 : lineStart;
  }

  private void readField(int start, int lineEnd) throws FrameTooLargeException {
    switch (buffer[start]) {
      case 'd' -> {
        if (isField(DATA, start, lineEnd)) {
          appendData(valueStart(DATA, start, lineEnd), lineEnd);
        }
      }
      case 'e' -> {
        if (isField(EVENT, start, lineEnd)) {
          event = name(valueStart(EVENT, start, lineEnd), lineEnd);
        } else if (isField(ERROR, start, lineEnd)) {
          event = "error";
          appendData(valueStart(ERROR, start, lineEnd), lineEnd);
        }
      }
      // A comment, or a field that concerns reconnecting, which is not done here; or no field.
      default -> keepIfBare(start, lineEnd);
    }
  }

  private void keepIfBare(int start, int lineEnd) {
    byte first = buffer[start];
    boolean begins = first == '{' || first == '[';
    boolean another = first == ':' || first == 'd' || first == 'e'; // no line of JSON begins so
    if (another || (bare == null && !begins)) {
      return;
    }
    int length = Math.min(lineEnd - start, MOST_BARE_BYTES - bareBytes);
    byte[] kept = bare == null ? new byte[length + 256] : bare;
    if (bareBytes + length + 1 > kept.length) {
      kept = Arrays.copyOf(kept, 2 * (bareBytes + length));
    }
    System.arraycopy(buffer, start, kept, bareBytes, length);
    bareBytes += length;
    if (bareBytes < MOST_BARE_BYTES) {
      kept[bareBytes++] = '\n';
    }
    bare = kept;
  }

  /** What counts of what no blank line has ended, when all else was read; null for nothing. */
  private @Nullable Frame lastWords() throws FrameTooLargeException {
    int start = afterStart || lineStart == end ? lineStart : skipByteOrderMark();
    lineStart = end;
    searched = end;
    if (start < end) {
      readField(start, end);
    }
    if (hasData && CutEvent.isWhole(buffer, dataStart, dataEnd - dataStart)) {
      frame.show(event, buffer, dataStart, dataEnd - dataStart);
      return frame;
    }
    return bareJson();
  }

  /** What came without being a field; null for nothing. */
  private @Nullable Frame bareJson() {
    if (bare == null) {
      return null;
    }
    frame.show(null, bare, 0, bareBytes);
    bare = null;
    bareBytes = 0;
    return frame;
  }

  private boolean isField(byte[] name, int start, int lineEnd) {
    int nameEnd = start + name.length;
    if (nameEnd > lineEnd || (nameEnd < lineEnd && buffer[nameEnd] != ':')) {
      return false;
    }
    for (int i = 1; i < name.length; i++) {
      if (buffer[start + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  private int valueStart(byte[] name, int start, int lineEnd) {
    int at = Math.min(start + name.length + 1, lineEnd);
    return at < lineEnd && buffer[at] == ' ' ? at + 1 : at;
  }

  private void appendData(int from, int to) throws FrameTooLargeException {
    int length = to - from;
    if (!hasData) {
      hasData = true;
      dataStart = from;
      dataEnd = to;
    } else {
      buffer[dataEnd++] = '\n';
      System.arraycopy(buffer, from, buffer, dataEnd, length);
      dataEnd += length;
    }
    if (dataEnd - dataStart > maxEventBytes) {
      throw new FrameTooLargeException(maxEventBytes);
    }
  }

  private @Nullable String name(int from, int to) {
    if (from == to) {
      return null;
    }
    String last = lastEvent;
    if (last == null || !isText(last, from, to)) {
      last = new String(buffer, from, to - from, StandardCharsets.UTF_8);
      lastEvent = last;
    }
    return last;
  }

  private boolean isText(String text, int from, int to) {
    if (text.length() != to - from) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != buffer[from + i]) {
        return false;
      }
    }
    return true;
  }

  private boolean fill() throws IOException {
    if (!hasData && lineStart == end) {
      forgetBuffer();
    } else if (end == buffer.length) {
      makeRoom();
    }
    int read = source.read(buffer, end, buffer.length - end);
    end += Math.max(read, 0);
    return read >= 0;
  }

  private void forgetBuffer() {
    dataStart = 0;
    dataEnd = 0;
    lineStart = 0;
    searched = 0;
    end = 0;
  }

  private void makeRoom() throws FrameTooLargeException {
    int data = dataEnd - dataStart;
    int line = end - lineStart;
    byte[] target = buffer;
    if (data + line > buffer.length / 2) {
      long most = (long) maxEventBytes + LINE_SLACK;
      int larger = (int) Math.max(buffer.length, Math.min(2L * buffer.length, most));
      if (data + line >= larger) {
        throw new FrameTooLargeException(maxEventBytes);
      }
      target = new byte[larger];
    }
    System.arraycopy(buffer, dataStart, target, 0, data);
    System.arraycopy(buffer, lineStart, target, data, line);
    searched += data - lineStart;
    dataStart = 0;
    dataEnd = data;
    lineStart = data;
    end = data + line;
    buffer = target;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
