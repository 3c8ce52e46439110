package io.llmgw.providers.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.observe.AttemptObservation;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Answers;
import io.llmgw.providers.rig.Calls;
import io.llmgw.test.LeakRule;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ReceivedRequest;
import io.llmgw.test.socket.ScriptedServer;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Headers that observers of a call add to its request, such as those of a trace. */
@ExtendWith(LeakRule.class)
class ObservedHeadersTest {
  private static final ConnectionScript ANSWER =
      ConnectionScript.accept().readRequest().send(HttpText.json(200, Answers.JSON));

  @Test
  void areSentAndGiveWayToThoseThatAreSetOtherwise() {
    List<String> names =
        List.of(
            "TraceParent",
            "X-House",
            "X-Call",
            "User-Agent",
            "Accept",
            "Host",
            "Content-Length",
            "Content-Type",
            "Transfer-Encoding",
            "Authorization");
    try (ScriptedServer server = ScriptedServer.start(ANSWER);
        LlmClient llm =
            LlmClient.builder()
                .provider(
                    OpenAi.builder()
                        .baseUrl(server.url() + "/v1")
                        .keys(Keys.of(ApiKey.of("main", Calls.SECRET)))
                        .header("X-House", "house")
                        .build())
                .defaultModel("openai/m")
                .observe(new Adding(names))
                .build()) {
      llm.chat(ChatRequest.builder().user("hi").extraHeader("X-Call", "call").build());

      ReceivedRequest received = server.requests().get(0);
      assertThat(received.header("traceparent")).isEqualTo("observed");
      assertThat(received.header("x-house")).isEqualTo("house");
      assertThat(received.header("x-call")).isEqualTo("call");
      assertThat(received.header("authorization")).isEqualTo("Bearer " + Calls.SECRET);
      for (String name : names.subList(3, names.size())) {
        assertThat(received.header(name)).as(name).isNotEqualTo("observed");
      }
    }
  }

  private record Adding(List<String> names) implements CallObserver {
    @Override
    public Observation begin(ObservedCall call) {
      return new Observation() {
        @Override
        public AttemptObservation onAttempt(ObservedAttempt attempt) {
          return new AttemptObservation() {
            @Override
            public void addHeaders(BiConsumer<String, String> headers) {
              names.forEach(name -> headers.accept(name, "observed"));
            }

            @Override
            public void onOutcome(ObservedAttemptOutcome outcome) {}
          };
        }

        @Override
        public void onOutcome(ObservedOutcome outcome) {}
      };
    }
  }
}
