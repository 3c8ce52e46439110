package io.llmgw.providers.body;

import io.llmgw.providers.array.ArrayReader;
import io.llmgw.providers.sse.SseReader;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event stream, or a JSON array where the first byte says that it is one. It is looked at
 * when the first frame is asked for, and not before: it may be long in coming. Not thread-safe.
 */
final class EitherReader implements FrameReader {
  private final BoundedBody body;
  private final int maxFrameBytes;
  private @Nullable FrameReader chosen;

  EitherReader(BoundedBody body, int maxFrameBytes) {
    this.body = body;
    this.maxFrameBytes = maxFrameBytes;
  }

  @Override
  public @Nullable Frame next() throws IOException {
    FrameReader reader = chosen;
    if (reader == null) {
      boolean array = body.firstByte() == '[';
      reader = array ? new ArrayReader(body, maxFrameBytes) : new SseReader(body, maxFrameBytes);
      chosen = reader;
    }
    return reader.next();
  }
}
