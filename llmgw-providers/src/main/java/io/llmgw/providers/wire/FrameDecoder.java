package io.llmgw.providers.wire;

/**
 * Turns the frames of one streamed answer into events, which it hands to the consumer it was made
 * with. Keeps the state of that answer; not thread-safe.
 */
public interface FrameDecoder {
  /**
   * Takes the next frame.
   *
   * @return whether the answer is complete, so that nothing more is to be read
   * @throws io.llmgw.api.error.LlmException when the frame is an error or cannot be read; events
   *     that were handed over before still count
   */
  boolean decode(Frame frame);

  /**
   * The body ended cleanly.
   *
   * @throws io.llmgw.api.error.LlmException when the answer is not complete
   */
  void end();
}
