package io.llmgw.providers.openai;

import io.llmgw.providers.replay.StoredConversations;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Conversations with every host, and what they answered. */
class StoredConversationReplayTest {
  @TestFactory
  Stream<DynamicNode> readsEveryConversationAsItWasWritten() {
    return StoredConversations.tests("chat-completions", Decoding.FORMAT);
  }
}
