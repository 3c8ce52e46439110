package io.llmgw.providers.anthropic;

import io.llmgw.providers.replay.StoredConversations;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Conversations and answers, with signatures, redacted blocks and citations. */
class StoredConversationReplayTest {
  @TestFactory
  Stream<DynamicNode> readsEveryConversationAsItWasWritten() {
    return StoredConversations.tests("anthropic-messages", Decoding.FORMAT);
  }
}
