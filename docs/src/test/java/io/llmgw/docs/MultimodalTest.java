package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.providers.anthropic.Anthropic;
import io.llmgw.providers.anthropic.Citation;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls of the page on images, documents, sound and film. */
class MultimodalTest {
  private static final byte[] PNG = HexFormat.of().parseHex("89504E470D0A1A0A0000");

  private final SimulatedProvider server = SimulatedProvider.openAi().always("A cat.").start();
  private final LlmClient llm =
      LlmClient.builder().provider(server.provider()).defaultModel(server.model()).build();

  @TempDir Path folder;

  @AfterEach
  void close() {
    llm.close();
    server.close();
  }

  @Test
  void filesAddressesAndBytes() throws IOException {
    Path photo = Files.write(folder.resolve("cat.png"), PNG);
    Path scan = Files.writeString(folder.resolve("scan.pdf"), "%PDF-1.7");
    byte[] csv = "a;b".getBytes(StandardCharsets.UTF_8);

    // begin prompt
    String seen = llm.prompt("What is on this picture?").image(photo).text();
    String read = llm.prompt("Summarise.").document(scan).document(csv, "text/csv", "a.csv").text();
    String found = llm.prompt("And here?").image(URI.create("https://example.com/cat.png")).text();
    // end prompt

    assertThat(List.of(seen, read, found)).containsOnly("A cat.");
    assertThat(server.requests().get(0).text()).contains("data:image/png;base64,iVBORw0K");
    assertThat(server.requests().get(1).text()).contains("scan.pdf").contains("data:text/csv");
    assertThat(server.requests().get(2).text()).contains("https://example.com/cat.png");
  }

  @Test
  void partsOfAMessage() {
    byte[] first = PNG;
    byte[] second = PNG;

    // begin parts
    Message question =
        Message.user(
            Part.text("What changed between these two?"),
            new Part.Image(Media.of(first), Part.Image.Detail.HIGH),
            new Part.Image(Media.of(second), Part.Image.Detail.HIGH));
    ChatResponse answer = llm.chat(List.of(question));
    // end parts

    assertThat(answer.text()).isEqualTo("A cat.");
    assertThat(server.requests().get(0).text()).contains("\"detail\":\"high\"");
  }

  @Test
  void aPartThatTheTargetDoesNotTake() throws IOException {
    Path film =
        Files.write(folder.resolve("a.mp4"), HexFormat.of().parseHex("00000018667479706D703432"));

    LlmException e =
        catchThrowableOfType(
            LlmException.class,
            () -> {
              // begin refused
              llm.prompt("What happens here?").video(film).text();
              // end refused
            });

    assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
    assertThat(e)
        .hasMessageContaining(server.model() + " cannot do VIDEO, which the request needs");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aFileThatWasUploadedBefore() {
    try (SimulatedProvider host = SimulatedProvider.anthropic().always("A scan.").start()) {
      String baseUrl = host.baseUrl();
      KeySource keys = Keys.of("key");

      // begin uploaded
      Provider anthropic =
          Anthropic.builder().baseUrl(baseUrl).keys(keys).beta("files-api-2025-04-14").build();
      URI scan = URI.create("anthropic:file_011CNha8iCJcU1wXNR6q4V8w");
      try (LlmClient llm = LlmClient.builder().provider(anthropic).build()) {
        System.out.println(
            llm.prompt("Summarise.").model("anthropic/claude-sonnet-4-6").document(scan).text());
      }
      // end uploaded

      assertThat(host.requests().get(0).text())
          .contains("\"file_id\":\"file_011CNha8iCJcU1wXNR6q4V8w\"");
    }
  }

  @Test
  void whatAModelHasSpoken() throws IOException {
    String answer =
        "{\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"audio\":"
            + "{\"id\":\"audio_1\",\"data\":\"UklGRiQAAABXQVZF\",\"transcript\":\"Hello.\"}},"
            + "\"finish_reason\":\"stop\"}]}";
    Path file = folder.resolve("hello.wav");
    try (SimulatedProvider host =
            SimulatedProvider.openAi().answer(Reply.raw(200, "application/json", answer)).start();
        LlmClient llm =
            LlmClient.builder().provider(host.provider()).defaultModel(host.model()).build()) {

      // begin spoken
      ChatResponse said =
          llm.prompt("Say hello.")
              .extraBody("modalities", Json.ofText("[\"text\",\"audio\"]"))
              .extraBody("audio", Json.ofText("{\"voice\":\"alloy\",\"format\":\"wav\"}"))
              .send();
      for (Part part : said.message().parts()) {
        if (part instanceof Part.Audio sound && sound.media() instanceof Media.Bytes bytes) {
          Files.write(file, bytes.bytes());
        }
      }
      // end spoken

      assertThat(said.text()).isEqualTo("Hello.");
      assertThat(Files.readString(file)).startsWith("RIFF");
      assertThat(host.requests().get(0).text()).contains("\"modalities\":[\"text\",\"audio\"]");
    }
  }

  @Test
  void citations() {
    String answer =
        "{\"content\":[{\"type\":\"text\",\"text\":\"It rains.\",\"citations\":[{\"type\":\"char_location\","
            + "\"cited_text\":\"Rain all day\",\"document_index\":0,\"document_title\":\"weather.txt\","
            + "\"start_char_index\":0,\"end_char_index\":12}]}],\"stop_reason\":\"end_turn\"}";
    List<String> printed = new ArrayList<>();
    try (SimulatedProvider host =
            SimulatedProvider.anthropic()
                .answer(Reply.raw(200, "application/json", answer))
                .start();
        LlmClient llm =
            LlmClient.builder().provider(host.provider()).defaultModel(host.model()).build()) {
      Media report = Media.of("Rain all day".getBytes(StandardCharsets.UTF_8), "text/plain");

      // begin citations
      Part document = Part.document(report, "weather.txt").withCitations();
      ChatResponse said = llm.prompt("What is the weather?").attach(document).send();
      for (Citation place : Citation.in(said.message())) {
        printed.add(place.answerText() + " <- " + place.title() + ": " + place.citedText());
      }
      // end citations

      assertThat(printed).containsExactly("It rains. <- weather.txt: Rain all day");
    }
  }
}
