package io.llmgw.providers.anthropic;

import io.llmgw.providers.replay.AnswerReplay;
import io.llmgw.providers.replay.Recordings;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every recorded answer of the protocol, whoever sent it. */
class AnthropicReplayTest {
  private final AnswerReplay replay =
      new AnswerReplay(Decoding.READING, RawMessage::of, RawMessage::errorType);

  @TestFactory
  Stream<DynamicNode> readsWhatWasRecorded() {
    return Recordings.tests(recordings -> replay.tests(recordings.of("anthropic-messages")));
  }
}
