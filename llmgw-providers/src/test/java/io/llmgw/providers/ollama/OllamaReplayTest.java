package io.llmgw.providers.ollama;

import io.llmgw.providers.replay.AnswerReplay;
import io.llmgw.providers.replay.Recordings;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every recorded answer of the protocol. */
class OllamaReplayTest {
  private final AnswerReplay replay =
      new AnswerReplay(Decoding.READING, RawLines::of, RawLines::errorCode);

  @TestFactory
  Stream<DynamicNode> readsWhatWasRecorded() {
    return Recordings.tests(recordings -> replay.tests(recordings.of("ollama-chat")));
  }
}
