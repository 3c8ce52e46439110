package io.llmgw.providers.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.codec.LlmJson;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Documents whose places an answer names. */
@ExtendWith(LeakRule.class)
class CitationsTest {
  private static final String CITED =
      "{\"type\":\"char_location\",\"cited_text\":\"It rains.\",\"document_index\":0,"
          + "\"document_title\":\"weather.txt\",\"start_char_index\":0,\"end_char_index\":9}";
  private static final String WHOLE =
      "{\"id\":\"m\",\"content\":[{\"type\":\"text\",\"text\":\"Well: \"},"
          + "{\"type\":\"text\",\"text\":\"rain\",\"citations\":["
          + CITED
          + "]}],\"stop_reason\":\"end_turn\"}";
  private static final String STREAM =
      "data: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"content\":[]}}\n\n"
          + block(0, "Well: ", "")
          + block(
              1,
              "rain",
              "data: {\"type\":\"content_block_delta\",\"index\":1,\"delta\":"
                  + "{\"type\":\"citations_delta\",\"citation\":"
                  + CITED
                  + "}}\n\n")
          + "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}\n\n"
          + "data: {\"type\":\"message_stop\"}\n\n";

  private static final Part.Document WEATHER =
      Part.document(Media.of("It rains.".getBytes(UTF_8), "text/plain"), "weather.txt")
          .withCitations();

  private static String block(int index, String text, String more) {
    return "data: {\"type\":\"content_block_start\",\"index\":%d,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"
            .formatted(index)
        + "data: {\"type\":\"content_block_delta\",\"index\":%d,\"delta\":{\"type\":\"text_delta\",\"text\":\"%s\"}}\n\n"
            .formatted(index, text)
        + more
        + "data: {\"type\":\"content_block_stop\",\"index\":%d}\n\n".formatted(index);
  }

  @Test
  void areAskedForWithTheDocumentAndReadFromAnAnswerThatCameWhole() {
    try (SimulatedProvider server = serving(Reply.raw(200, "application/json", WHOLE));
        LlmClient llm = client(server)) {
      ChatResponse answer = llm.prompt("What does it do?").attach(WEATHER).send();

      assertCited(answer);
      assertThat(server.requests().get(0).text())
          .contains("\"title\":\"weather.txt\",\"citations\":{\"enabled\":true}");
      assertGoesBack(llm, server, answer);
    }
  }

  @Test
  void andFromOneThatIsStreamed() {
    try (SimulatedProvider server = serving(Reply.raw(200, "text/event-stream", STREAM));
        LlmClient llm = client(server);
        ChatStream stream = llm.prompt("What does it do?").attach(WEATHER).stream()) {
      ChatResponse answer = stream.response();

      assertCited(answer);
      assertGoesBack(llm, server, answer);
    }
  }

  private static void assertCited(ChatResponse answer) {
    assertThat(answer.text()).isEqualTo("Well: rain");
    Citation only = Citation.in(answer.message()).get(0);
    assertThat(only.answerText()).isEqualTo("rain");
    assertThat(only.citedText()).isEqualTo("It rains.");
    assertThat(only.title()).isEqualTo("weather.txt");
    assertThat(only.documentIndex()).isZero();
    assertThat(only.json().asObject()).containsEntry("end_char_index", 9L);
    assertThat(Citation.in(answer.message())).hasSize(1);
  }

  /** Also out of a store. */
  private static void assertGoesBack(LlmClient llm, SimulatedProvider server, ChatResponse answer) {
    List<Message> turns = new ArrayList<>();
    turns.add(Message.user(Part.text("What does it do?"), WEATHER));
    turns.add(answer.message());
    List<Message> stored = new ArrayList<>(LlmJson.readMessages(LlmJson.write(turns)));
    stored.add(Message.user("Where?"));

    llm.chat(ChatRequest.of(stored));

    assertThat(server.requests().get(1).text())
        .contains("\"citations\":{\"enabled\":true}")
        .contains("{\"type\":\"text\",\"text\":\"rain\",\"citations\":[" + CITED + "]}");
  }

  @Test
  void areRefusedWhereNobodyCitesOrLeftOutWhereThatIsAllowed() {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = client(server)) {
      assertThatThrownBy(() -> llm.prompt("What?").attach(WEATHER).send())
          .hasMessageContaining("citations of a document");
      assertThat(server.requests()).isEmpty();

      ChatResponse answer = llm.prompt("What?").attach(WEATHER).with(Leniency.DROP).send();

      assertThat(server.requests().get(0).text()).doesNotContain("citations");
      assertThat(answer.served().trail().toString()).contains("citations of a document");
    }
  }

  @Test
  void whatIsNoneIsPassedOver() {
    Message odd =
        Message.assistant(
            List.of(
                Part.text("a"),
                new ProviderItem("anthropic", "citations", Json.ofText("[{\"x\":")),
                new ProviderItem("anthropic", "citations", Json.ofText("[7,{\"title\":\"t\"}]"))));

    assertThat(Citation.in(odd))
        .containsExactly(new Citation("a", "", "t", null, Json.ofValue(Map.of("title", "t"))));
    assertThat(Citation.in(Message.user("?"))).isEmpty();
    assertThat(Citation.in(odd).get(0)).hasToString("Citation[document null, 0 chars for 1]");
  }

  private static SimulatedProvider serving(Reply first) {
    return SimulatedProvider.anthropic().answer(first).answer("There.").start();
  }

  private static LlmClient client(SimulatedProvider server) {
    return LlmClient.builder().provider(server.provider()).defaultModel(server.model()).build();
  }
}
