package io.llmgw.providers.dialect;

/** In which order a host takes the messages of a conversation. */
public enum TurnOrder {
  /** In any that makes sense. */
  ANY(""),
  /**
   * The system speaks before the first answer, an answer says something, and with older models
   * there is one between the result of a tool and the user: Mistral, which refuses all else with
   * its code 3230 ({@code mistral_common/protocol/instruct/validator.py} has the rules).
   */
  ANSWERED_RESULTS(
      "what the system says behind an answer is moved to the beginning, an empty answer is left"
          + " out, and with models before 2512 an answer `OK.` is put between the result of a tool"
          + " and the user"),
  /** The system first, then user and assistant in turn: Perplexity. */
  ALTERNATING(
      "what the system says is moved to the beginning, and messages of one role that follow each"
          + " other are sent as one");

  private final String inWords;

  TurnOrder(String inWords) {
    this.inWords = inWords;
  }

  String inWords() {
    return inWords;
  }
}
