package io.llmgw.providers.wire;

/** How a streamed answer is cut into messages. */
public enum Framing {
  /** Server-sent events (WHATWG HTML, 9.2). */
  SSE("text/event-stream");

  private final String mediaType;
  private final String accepted;

  Framing(String mediaType) {
    this.mediaType = mediaType;
    this.accepted = mediaType + ", application/json";
  }

  /** The media type that announces it. */
  public String mediaType() {
    return mediaType;
  }

  /** The media types that a request for a streamed answer accepts: a refusal comes as JSON. */
  public String accepted() {
    return accepted;
  }
}
