package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.replay.AnswerReplay;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.replay.RawReading;
import io.llmgw.providers.replay.Recordings;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every recorded chat completion of OpenAI and of every host, read by the host's own page. */
class ChatCompletionsReplayTest {
  private static final String API = "chat-completions";

  @TestFactory
  Stream<DynamicNode> readsWhatHostsSent() {
    return Recordings.tests(
        recordings ->
            RecordedHosts.dialects().entrySet().stream()
                .map(
                    host ->
                        DynamicContainer.dynamicContainer(
                            host.getKey(),
                            replay(host.getKey(), host.getValue())
                                .tests(recordings.of(host.getKey(), API)))));
  }

  /** Writer's chats, which are chat completions at a path of their own. */
  @TestFactory
  Stream<DynamicNode> readsChatsAtAnotherPath() {
    return Recordings.tests(
        recordings ->
            replay("writer", CompatibleHost.GENERIC.dialect())
                .tests(recordings.of("writer", "other")));
  }

  private static AnswerReplay replay(String host, Dialect dialect) {
    FormatReading reading = new FormatReading(new OpenAiChatFormat(dialect), host, "gpt-test");
    return new AnswerReplay(reading, RawReading::of, RawReading::errorCode);
  }

  @Test
  void noHostIsLeftOut() {
    assertThat(RecordedHosts.dialects().keySet())
        .containsExactlyInAnyOrderElementsOf(Recordings.required().providersOf(API));
  }
}
