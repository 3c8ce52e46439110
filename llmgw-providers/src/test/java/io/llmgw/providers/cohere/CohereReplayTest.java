package io.llmgw.providers.cohere;

import io.llmgw.providers.replay.AnswerReplay;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.providers.replay.StoredConversations;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every recorded answer of the protocol, and the conversations that they are a part of. */
class CohereReplayTest {
  private static final String API = "cohere-chat";

  private final AnswerReplay replay =
      new AnswerReplay(Decoding.READING, RawCohere::of, body -> null);

  @TestFactory
  Stream<DynamicNode> readsWhatWasRecorded() {
    return Recordings.tests(recordings -> replay.tests(recordings.of(API)));
  }

  @TestFactory
  Stream<DynamicNode> readsEveryConversationAsItWasWritten() {
    return StoredConversations.tests(API, Decoding.FORMAT);
  }
}
