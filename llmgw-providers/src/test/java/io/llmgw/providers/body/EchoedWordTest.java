package io.llmgw.providers.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Calls;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that gives one word of the request back as the code of its error. */
@ExtendWith(LeakRule.class)
class EchoedWordTest {
  private static final ConnectionScript REQUEST = ConnectionScript.accept().readRequest();

  @ParameterizedTest
  @ValueSource(strings = {Calls.PROMPT, Calls.SECRET, "canary-key-91bc", "prompt-7f3a"})
  @Fault("F160")
  void isNotQuoted(String word) {
    for (String field : List.of("code", "type", "status")) {
      String error = "{\"error\":{\"message\":\"x\",\"" + field + "\":\"" + word + "\"}}";
      for (int status : new int[] {200, 400, 401, 429, 500}) {
        quotesNothing(REQUEST.send(HttpText.json(status, error)), word);
      }
      quotesNothing(REQUEST.send(HttpText.eventStream() + HttpText.event(error)), word);
    }
  }

  private static void quotesNothing(ConnectionScript script, String word) {
    try (ScriptedServer server = ScriptedServer.start(script);
        Provider provider = Answers.provider(server)) {
      LlmException failure = Calls.streamed().run(provider).error();

      assertThat(failure.toString()).doesNotContain(word);
      assertThat(failure.providerCode()).isNull();
    }
  }
}
