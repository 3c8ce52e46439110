package io.llmgw.core.hedge;

import static io.llmgw.core.hedge.HedgeStage.DELAY;
import static io.llmgw.core.hedge.HedgeStage.notes;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Gate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a provider would do twice is not hedged, and what it would not is. */
class OutsideEffectsTest {
  @RegisterExtension final HedgeStage stage = new HedgeStage();

  private final Gate gate = Gate.closed();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "store | true",
        "background | true",
        "conversation | \"conv_1\"",
        "previous_response_id | \"resp_1\"",
        "thread_id | \"thread_1\"",
        "session_id | \"s\"",
        "mcp_servers | [{\"url\":\"https://tools.example\"}]",
        "container | {\"skills\":[]}",
        "web_search_options | {}",
        "plugins | [{\"id\":\"web\"}]",
        "sessionId | {\"id\":\"s\"}",
        "tools | [{\"type\":\"function\"},{\"type\":\"web_search\"}]",
        "tools | [{\"functionDeclarations\":[]},{\"googleSearch\":{}}]",
        "tools | [{\"functionDeclarations\":[],\"codeExecution\":{}}]",
      })
  void whatHasEffectsAtTheProviderIsAskedForOnce(String field, String value) {
    LlmClient llm = stage.llm();

    ChatResponse answer = slow(llm, request(field, value));

    assertThat(answer.text()).isEqualTo("a");
    assertThat(stage.b.received()).isZero();
    assertThat(notes(answer)).containsExactly("not hedged: " + why(field));
    assertThat(llm.explain(request(field, value)).call()).endsWith(", not hedged: " + why(field));
  }

  @Test
  void whereverInAnObjectItIsSaid() {
    ChatResponse answer =
        slow(stage.llm(), request("additionalModelRequestFields", "{\"sessionId\":\"s\"}"));

    assertThat(notes(answer)).containsExactly("not hedged: " + why("sessionId"));
  }

  private static String why(String field) {
    return "the provider may do something twice for its field '" + field + "'";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "store | false",
        "background | null",
        "mcp_servers | []",
        "tools | [{\"type\":\"function\"},{\"name\":\"weather\"},{\"type\":\"custom\"}]",
        "tools | [{\"functionDeclarations\":[{\"name\":\"weather\"}],\"codeExecution\":null},{}]",
        "tools | [{\"function_declarations\":[{\"name\":\"weather\"}]}]",
        "metadata | {\"session_id\":\"s\"}",
        "guided_json | {\"properties\":{\"store\":{\"type\":\"string\"}}}",
        "additionalModelRequestFields | {\"store\":false}",
        "toolConfig | {\"tools\":[{\"toolSpec\":{\"name\":\"f\"}},{\"cachePoint\":{}}]}",
        "safe_prompt | true",
      })
  void whatHasNoneIsHedged(String field, String value) {
    ChatResponse answer = slow(stage.llm(), request(field, value));

    assertThat(notes(answer)).first().asString().startsWith("hedges a/m with b/m");
  }

  @Test
  void aCallThatAsksForAHedgeIsNotHedgedEither() {
    LlmClient llm = stage.llm(stage.builder(Hedging.OFF));

    ChatResponse answer = slow(llm, request("store", "true").with(Hedging.after(DELAY).share(1)));

    assertThat(notes(answer)).containsExactly("not hedged: " + why("store"));
  }

  @Test
  void nothingIsSaidWhereNothingWouldBeHedged() {
    ChatResponse answer = slow(stage.llm(stage.builder(Hedging.OFF)), request("store", "true"));

    assertThat(notes(answer)).isEmpty();
  }

  private static ChatRequest request(String field, String value) {
    return ChatRequest.builder()
        .user("Why is the sky blue?")
        .extraBody(field, Json.ofText(value))
        .build();
  }

  /** Asks a first target that is slow, for longer than the delay. */
  private ChatResponse slow(LlmClient llm, ChatRequest request) {
    stage.a.always(script -> script.waitFor(gate).text("a"));
    stage.b.always(script -> script.hang());
    Aside<ChatResponse> asked = Aside.call(() -> llm.chat(request));
    gate.awaitArrivals(1);
    stage.time.advance(DELAY);
    gate.open();
    return asked.get();
  }
}
