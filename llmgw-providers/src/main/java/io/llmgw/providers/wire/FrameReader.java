package io.llmgw.providers.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Cuts a body into frames. Not thread-safe. */
@FunctionalInterface
public interface FrameReader {
  /**
   * The next frame, null at the end of the body.
   *
   * @throws FrameTooLargeException when the frame exceeds the limit
   * @throws BrokenFrameException when the bytes cannot be cut into frames
   * @throws IOException when the body breaks off
   */
  @Nullable Frame next() throws IOException;
}
