package io.llmgw.providers.wire;

/** How a streamed answer is cut into messages. */
public enum Framing {
  /** Server-sent events (WHATWG HTML, 9.2). */
  SSE("text/event-stream", false),
  /**
   * The same, or one JSON array whose elements come over time: what Google's servers send where a
   * gateway in front of them lost the query that asks for events.
   */
  SSE_OR_ARRAY("text/event-stream", true),
  /** One JSON value a line (github.com/ndjson/ndjson-spec). */
  JSON_LINES("application/x-ndjson", false),
  /** Binary messages with checksums ("Event stream encoding" of Amazon Transcribe's guide). */
  AWS_EVENT_STREAM("application/vnd.amazon.eventstream", false);

  private final String mediaType;
  private final String accepted;
  private final boolean array;

  Framing(String mediaType, boolean array) {
    this.mediaType = mediaType;
    this.accepted = mediaType + ", application/json";
    this.array = array;
  }

  /** Whether a body that begins as a JSON array is cut into its elements. */
  public boolean mayBeArray() {
    return array;
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
