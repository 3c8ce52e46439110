package io.llmgw.providers.responses;

import io.llmgw.providers.replay.StoredConversations;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** What every host answered, stored and read again. */
class StoredConversationReplayTest {
  @TestFactory
  Stream<DynamicNode> readsEveryAnswerAsItWasWritten() {
    return StoredConversations.tests("responses", Decoding.FORMAT);
  }
}
