package io.llmgw.providers.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Calls;
import io.llmgw.test.LeakRule;
import io.llmgw.test.LoneCall;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A success under another number than 200. */
@ExtendWith(LeakRule.class)
class OtherSuccessTest {
  private static final ConnectionScript REQUEST = ConnectionScript.accept().readRequest();

  @ParameterizedTest
  @ValueSource(ints = {201, 203, 206, 226, 299})
  void isAnAnswerWhenItHoldsOne(int status) {
    String streamed =
        HttpText.head(status, "content-type: text/event-stream", "connection: close")
            + Answers.stream("Blue");

    assertThat(run(HttpText.json(status, Answers.JSON), Calls.whole()).succeeded().text())
        .isEqualTo("Blue");
    assertThat(run(streamed, Calls.streamed()).succeeded().text()).isEqualTo("Blue");
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 203, 206})
  void isNoneWhenItIsEmptyOrHoldsSomethingElse(int status) {
    for (String body : new String[] {"", " \n", "{}", "[1]", "hello"}) {
      LlmException refused = run(HttpText.json(status, body), Calls.whole()).error();

      assertThat(refused.kind()).isEqualTo(ErrorKind.PROTOCOL);
      assertThat(refused.httpStatus()).isEqualTo(status);
    }
  }

  @Test
  void anAcceptedRequestIsNotAnswered() {
    LlmException refused = run(HttpText.json(202, Answers.JSON), Calls.whole()).error();

    assertThat(refused.kind()).isEqualTo(ErrorKind.PROTOCOL);
  }

  private static LoneCall.Result run(String answer, LoneCall call) {
    try (ScriptedServer server = ScriptedServer.start(REQUEST.send(answer));
        Provider provider = Answers.provider(server)) {
      return call.run(provider);
    }
  }
}
