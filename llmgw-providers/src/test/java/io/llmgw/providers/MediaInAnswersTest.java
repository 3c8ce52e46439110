package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.codec.LlmJson;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.providers.openai.CompatibleHost;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sound and images that models of OpenAI's protocols make are parts of the answer, streamed or not;
 * they are stored with it, go back to whoever made them, and stand in nobody's way elsewhere.
 */
@ExtendWith(LeakRule.class)
class MediaInAnswersTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String WAV = "UklGRiQAAABXQVZF";
  private static final String PNG = "iVBORw0KGgo=";
  private static final byte[] SAMPLES = {1, 2, 3, 4, 5, 6};
  private static final String YEAR_2100 = "4102444800";
  private static final Json MODALITIES = Json.ofText("[\"text\",\"audio\"]");

  private static Reply spoken(String expiresAt) {
    return Reply.raw(
        200,
        "application/json",
        "{\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"content\":null,"
            + ("\"audio\":{\"id\":\"audio_1\",\"data\":\"" + WAV + "\",\"transcript\":\"Hello.\",")
            + ("\"expires_at\":" + expiresAt + "}},\"finish_reason\":\"stop\"}]}"));
  }

  private static ChatRequest ask(List<Message> turns, String model) {
    return ChatRequest.builder()
        .model(model)
        .messages(turns)
        .extraBody("modalities", MODALITIES)
        .extraBody("audio", Json.ofText("{\"voice\":\"alloy\",\"format\":\"wav\"}"))
        .build();
  }

  /** As a service does that keeps a conversation between two turns. */
  private static List<Message> stored(List<Message> turns) {
    return LlmJson.readMessages(Json.ofText(LlmJson.write(turns).text()));
  }

  private static JsonNode lastBody(SimulatedProvider server) {
    return JSON.readTree(server.requests().get(server.requests().size() - 1).text());
  }

  @Test
  void soundIsAPartOfTheAnswerBehindItsWordsAndGoesBackByItsId() {
    try (SimulatedProvider server =
            SimulatedProvider.openAi().answer(spoken(YEAR_2100)).answer("ok").start();
        LlmClient llm = LlmClient.builder().provider(server.provider()).build()) {
      List<Message> turns = new ArrayList<>(List.of(Message.user("Say hello.")));
      ChatResponse answer = llm.chat(ask(turns, server.model()));
      turns.add(answer.message());
      turns.add(Message.user("Again."));

      llm.chat(ask(stored(turns), server.model()));

      assertThat(answer.text()).isEqualTo("Hello.");
      assertThat(answer.message().parts()).hasSize(3);
      assertThat(((Part.Audio) answer.message().parts().get(2)).media())
          .isInstanceOfSatisfying(
              Media.Bytes.class,
              sound -> {
                assertThat(sound.mediaType()).isEqualTo("audio/wav");
                assertThat(sound.base64()).isEqualTo(WAV);
              });
      assertThat(JSON.readTree(server.requests().get(0).text()).path("modalities"))
          .isEqualTo(JSON.readTree(MODALITIES.text()));
      assertThat(lastBody(server).at("/messages/1"))
          .hasToString("{\"role\":\"assistant\",\"audio\":{\"id\":\"audio_1\"}}");
    }
  }

  @Test
  void streamedSoundComesWholeBehindItsWords() {
    String chunk = "data: {\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":";
    String body =
        (chunk + "{\"audio\":{\"id\":\"audio_1\",\"transcript\":\"Hel\"}}}]}\n\n")
            + (chunk + "{\"audio\":{\"data\":\"AQI=\"}}}]}\n\n")
            + (chunk + "{\"audio\":{\"transcript\":\"lo.\",\"data\":\"AwQ\"}}}]}\n\n")
            + (chunk + "{\"audio\":{\"data\":\"FBg==\"}}}]}\n\n")
            + (chunk + "{\"audio\":{\"expires_at\":1}},\"finish_reason\":\"stop\"}]}\n\n")
            + "data: [DONE]\n\n";
    try (SimulatedProvider server =
            SimulatedProvider.openAi().answer(Reply.raw(200, "text/event-stream", body)).start();
        LlmClient llm = LlmClient.builder().provider(server.provider()).build()) {
      List<Part> made = new ArrayList<>();
      ChatResponse answer;
      try (ChatStream stream = llm.stream(ask(List.of(Message.user("Hi")), server.model()))) {
        for (LlmEvent event : stream) {
          if (event instanceof MediaProduced produced) {
            made.add(produced.part());
          }
        }
        answer = stream.response();
      }

      assertThat(answer.text()).isEqualTo("Hello.");
      assertThat(made).containsExactly(Part.audio(Media.restored(SAMPLES, "audio/pcm")));
      assertThat(answer.message().parts()).endsWith(made.get(0));
    }
  }

  /** The words go back instead of a name that means nothing there, or nothing any more. */
  @ParameterizedTest
  @CsvSource({YEAR_2100 + ", false, m", "1, true, m", "1, true, gpt-audio"})
  void itsWordsGoBackToAModelThatHearsNothingAndOnceItIsOver(
      String expiresAt, boolean asksForSound, String model) {
    try (SimulatedProvider server =
            SimulatedProvider.openAi().model(model).answer(spoken(expiresAt)).answer("ok").start();
        LlmClient llm = LlmClient.builder().provider(server.provider()).build()) {
      List<Message> turns = new ArrayList<>(List.of(Message.user("Say hello.")));
      turns.add(llm.chat(ask(turns, server.model())).message());
      turns.add(Message.user("Again."));
      ChatRequest second =
          asksForSound
              ? ask(turns, server.model())
              : ChatRequest.builder().model(server.model()).messages(turns).build();

      ChatResponse answer = llm.chat(second);

      assertThat(lastBody(server).at("/messages/1"))
          .hasToString("{\"role\":\"assistant\",\"content\":\"Hello.\"}");
      assertThat(answer.served().trail().toString())
          .contains("sound of earlier turns was left out: what it says was sent as text");
    }
  }

  static Stream<SimulatedProvider.Builder> others() {
    return Stream.of(
        SimulatedProvider.openAiResponses(),
        SimulatedProvider.anthropic(),
        SimulatedProvider.gemini(),
        SimulatedProvider.bedrock(),
        SimulatedProvider.bedrockInvoke(),
        SimulatedProvider.ollama(),
        SimulatedProvider.cohere(),
        SimulatedProvider.azureOpenAi());
  }

  @ParameterizedTest
  @MethodSource("others")
  void aSpokenConversationGoesOnInWordsElsewhere(SimulatedProvider.Builder other) {
    try (SimulatedProvider begins =
            SimulatedProvider.openAi().named("first").answer(spoken(YEAR_2100)).start();
        SimulatedProvider goesOn = other.named("second").always("ok").start();
        LlmClient llm =
            LlmClient.builder().provider(begins.provider()).provider(goesOn.provider()).build()) {
      List<Message> turns = new ArrayList<>(List.of(Message.user("Say hello.")));
      turns.add(llm.chat(ask(turns, begins.model())).message());
      turns.add(Message.user("Again."));

      ChatResponse answer =
          llm.chat(ChatRequest.builder().model(goesOn.model()).messages(turns).build());

      assertThat(goesOn.requests().get(0).text())
          .contains("Hello.")
          .doesNotContain("audio_1", WAV, "expires_at");
      assertThat(answer.served().trail().toString()).contains("sound of earlier turns");
    }
  }

  @Test
  void imagesBesideTheTextArePartsOfTheAnswerAndGoBackThere() {
    String url = "data:image/png;base64," + PNG;
    Reply drawn =
        Reply.raw(
            200,
            "application/json",
            "{\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{"
                + "\"content\":\"Here.\",\"images\":[{\"type\":\"image_url\",\"index\":0,"
                + ("\"image_url\":{\"url\":\"" + url + "\"}}]},\"finish_reason\":\"stop\"}]}"));
    try (SimulatedProvider server = SimulatedProvider.openAi().answer(drawn).answer("ok").start()) {
      Provider openRouter = CompatibleHost.OPENROUTER.builder().baseUrl(server.baseUrl()).build();
      try (LlmClient llm =
          LlmClient.builder().provider(openRouter).defaultModel("openrouter/m").build()) {
        List<Message> turns = new ArrayList<>(List.of(Message.user("Draw.")));
        ChatResponse answer = llm.chat(turns);
        turns.add(answer.message());
        turns.add(Message.user("Bigger."));

        llm.chat(stored(turns));

        assertThat(answer.text()).isEqualTo("Here.");
        assertThat(answer.message().parts())
            .contains(Part.image(Media.restored(Base64.getDecoder().decode(PNG), "image/png")));
        assertThat(lastBody(server).at("/messages/1"))
            .hasToString(
                "{\"role\":\"assistant\",\"content\":\"Here.\",\"images\":[{\"type\":\"image_url\","
                    + ("\"image_url\":{\"url\":\"" + url + "\"}}]}"));
      }
    }
  }

  @Test
  void anImageOfSomebodyElseIsLeftOutAndTheTrailSaysSo() {
    Message drawn =
        Message.assistant(
            List.of(
                Part.text("Here."),
                Part.image(Media.restored(SAMPLES, "image/png")),
                new ProviderItem("other", "images", Json.ofText("{\"type\":\"image_url\"}"))));
    try (SimulatedProvider server = SimulatedProvider.openAi().always("ok").start();
        LlmClient llm =
            LlmClient.builder().provider(server.provider()).defaultModel(server.model()).build()) {

      ChatResponse response = llm.chat(List.of(Message.user("x"), drawn, Message.user("y")));

      assertThat(server.requests().get(0).text()).contains("Here.").doesNotContain("image");
      assertThat(response.served().trail())
          .extracting(TrailEntry::note)
          .anyMatch(note -> note.contains("media that a model made were left out"));
    }
  }

  private static final String DRAWN =
      "{\"id\":\"resp_1\",\"status\":\"completed\",\"model\":\"m\",\"output\":["
          + "{\"id\":\"ig_1\",\"type\":\"image_generation_call\",\"status\":\"completed\","
          + ("\"output_format\":\"png\",\"revised_prompt\":\"A cat.\",\"result\":\""
              + PNG
              + "\"}]}");

  @Test
  void anImageOfResponsesIsAPartOfTheAnswerAndGoesBackWithHowItWasMade() {
    try (SimulatedProvider server =
            SimulatedProvider.openAiResponses()
                .answer(Reply.raw(200, "application/json", DRAWN))
                .always("ok")
                .start();
        LlmClient llm =
            LlmClient.builder().provider(server.provider()).defaultModel(server.model()).build()) {
      List<Message> turns = new ArrayList<>(List.of(Message.user("Draw.")));
      ChatResponse answer = llm.chat(turns);
      turns.add(answer.message());
      turns.add(Message.user("Bigger."));

      llm.chat(stored(turns));

      assertThat(answer.message().parts().get(0)).isInstanceOf(Part.Image.class);
      assertThat(LlmJson.write(List.of(answer.message())).text()).containsOnlyOnce(PNG);
      assertThat(lastBody(server).at("/input/1")).isEqualTo(JSON.readTree(DRAWN).at("/output/0"));

      List<Part> withoutImage = new ArrayList<>(answer.message().parts());
      withoutImage.remove(0);
      ChatResponse later =
          llm.chat(List.of(turns.get(0), Message.assistant(withoutImage), turns.get(2)));

      assertThat(lastBody(server).path("input")).hasSize(2);
      assertThat(later.served().trail().toString())
          .contains("items of earlier turns were left out where");
    }
  }
}
