package io.llmgw.providers.wire;

/** How a streamed answer is cut into messages. */
public enum Framing {
  /** Server-sent events (WHATWG HTML, 9.2). */
  SSE("text/event-stream");

  private final String mediaType;

  Framing(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type that announces it. */
  public String mediaType() {
    return mediaType;
  }
}
