package io.llmgw.providers.wire;

import java.io.IOException;

/** A frame of a streamed answer is larger than this client takes. */
public final class FrameTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long limit;

  /** A frame above the limit in bytes. */
  public FrameTooLargeException(long limit) {
    super("a frame of the stream has more than " + limit + " bytes");
    this.limit = limit;
  }

  /** The limit in bytes. */
  public long limit() {
    return limit;
  }
}
