package io.llmgw.providers.dialect;

/** How a host is asked for a transcript, and for the times in it. */
public enum TranscriptForm {
  /**
   * {@code response_format}, in whose verbose form there are times, as OpenAI's whisper has them.
   */
  OPENAI(""),
  /** Times where {@code timestamp_granularities} asks for them; there is one form of the answer. */
  MISTRAL("times of a transcript are asked for as `timestamp_granularities`"),
  /** The text alone, in the form of an answer that nobody has to ask for. */
  TEXT_ALONE("transcripts have no times");

  private final String inWords;

  TranscriptForm(String inWords) {
    this.inWords = inWords;
  }

  String inWords() {
    return inWords;
  }
}
