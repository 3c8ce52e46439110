package io.llmgw.api.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.json.Json;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.Redactions;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.schema.JsonType;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.AttemptWait;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.PricedBy;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LlmJsonTest {
  private static final int MUTATIONS = 400;

  record Secret(String value) implements RequestOption {
    @Override
    public Class<Secret> key() {
      return Secret.class;
    }
  }

  @Test
  void readsAConversationAsItWasWritten() {
    Json json = Json.ofText(LlmJson.write(Samples.conversation()).text());

    assertThat(LlmJson.readMessages(json)).isEqualTo(Samples.conversation());
    assertThat(LlmJson.readMessages(LlmJson.write(List.of()))).isEmpty();
  }

  @Test
  void keepsTheJsonWithinToTheByte() {
    List<Message> read = LlmJson.readMessages(LlmJson.write(Samples.conversation()));

    assertThat(read.get(3).toolCalls())
        .extracting(call -> call.arguments().text())
        .containsExactly("{ \"city\" : \"Oslo\" }", "{\"city\":");
  }

  @Test
  void readsARequestAsItWasWritten() {
    Json json = Json.ofText(LlmJson.write(Samples.request()).text());

    assertThat(LlmJson.readRequest(json)).isEqualTo(Samples.request());
    ChatRequest bare = ChatRequest.of("?");
    assertThat(LlmJson.readRequest(LlmJson.write(bare))).isEqualTo(bare);
  }

  @Test
  void readsAnAnswerAsItWasWritten() {
    ChatResponse written = Samples.response();

    ChatResponse read = LlmJson.readResponse(Json.ofText(LlmJson.write(written).text()));

    assertThat(read.message()).isEqualTo(written.message());
    assertThat(read.finishReason()).isEqualTo(written.finishReason());
    assertThat(read.rawFinishReason()).isEqualTo(written.rawFinishReason());
    assertThat(read.usage()).isEqualTo(written.usage());
    assertThat(read.served()).isEqualTo(written.served());
    assertThat(read.head()).isEqualTo(written.head());
    assertThat(LlmJson.write(read)).isEqualTo(LlmJson.write(written));
  }

  @Test
  void readsStoredBytesWhateverTheyBeginWith() {
    String stored =
        """
        {"llmgw":1,"messages":[{"role":"user","parts":[
          {"type":"image","media":{"mediaType":"image/png","base64":"/9j/4AAQ"}}]}]}
        """;

    List<Message> read = LlmJson.readMessages(Json.ofText(stored));

    assertThat(read.get(0).parts())
        .containsExactly(
            Part.image(Media.restored(Base64.getDecoder().decode("/9j/4AAQ"), "image/png")));
  }

  @Test
  void readsTheRunOfAnAnswerAsItWasWritten() {
    ChatResponse written = Samples.responseOfARun();

    ChatResponse read = LlmJson.readResponse(Json.ofText(LlmJson.write(written).text()));

    assertThat(read.run()).isEqualTo(written.run());
    assertThat(read.rounds().get(0).tools()).hasSize(2);
    assertThat(read.messages()).hasSize(3);
    assertThat(read.usage()).isEqualTo(written.usage());
    assertThat(read.as(JsonType.of(Weather.class))).isEqualTo(new Weather(-3.5));
  }

  @Test
  void readsTheRowOfACostAsItWasWritten() {
    LocalDate day = LocalDate.of(2026, 11, 1);
    PricedBy row =
        new PricedBy("openai/gpt-5", "contract", day, "https://example.com", day, "flex");
    PricedBy bare = new PricedBy("openai/gpt-5", "contract", day, null, null, "standard");
    ChatResponse written = priced(List.of(row, bare));

    ChatResponse read = LlmJson.readResponse(Json.ofText(LlmJson.write(written).text()));

    assertThat(read.served()).isEqualTo(written.served());
    assertThat(read.served().attempts())
        .extracting(AttemptRecord::pricedBy)
        .containsExactly(row, bare);
  }

  private static ChatResponse priced(List<PricedBy> rows) {
    List<AttemptRecord> attempts = new ArrayList<>();
    for (PricedBy row : rows) {
      attempts.add(
          new AttemptRecord(
              attempts.size() + 1,
              "openai/gpt-5",
              null,
              AttemptState.SUCCEEDED,
              null,
              false,
              false,
              Duration.ZERO,
              null,
              Usage.reported(1, 2),
              Cost.estimated(BigDecimal.ONE, "USD"),
              row,
              List.of(
                  new AttemptWait(Duration.ofMillis(40), AttemptWait.Reason.RETRY_AFTER),
                  new AttemptWait(Duration.ofSeconds(2), AttemptWait.Reason.LIMIT))));
    }
    ChatResponse some = Samples.response();
    Served served =
        new Served(
            "call-7",
            null,
            null,
            null,
            CacheStatus.NONE,
            attempts,
            Duration.ZERO,
            Usage.reported(2, 4),
            Cost.estimated(BigDecimal.TEN, "USD"),
            List.of(),
            new Redactions(
                Map.of(Entities.EMAIL, 2, Entities.IBAN, 1),
                Map.of(Entities.IP_ADDRESS, 3),
                Entities.API_KEY),
            new CacheUse(
                "7f3a",
                Duration.ofSeconds(12),
                "openai/gpt-5",
                0.75,
                Usage.reported(2, 4),
                Cost.estimated(BigDecimal.TEN, "USD"),
                Duration.ofMillis(300)));
    return ChatResponse.of(
        some.message(), some.finishReason(), null, some.usage(), served, some.head());
  }

  record Weather(double degrees) {}

  /** What version 1 looks like must never change: it is in the stores of our users. */
  @Test
  void versionOneStaysAsItIs() throws IOException {
    assertThat(LlmJson.write(Samples.request())).isEqualTo(stored("request-1.json"));
    assertThat(LlmJson.readRequest(stored("request-1.json"))).isEqualTo(Samples.request());
    assertThat(LlmJson.write(Samples.response())).isEqualTo(stored("response-1.json"));
    assertThat(LlmJson.write(LlmJson.readResponse(stored("response-1.json"))))
        .isEqualTo(LlmJson.write(Samples.response()));
    assertThat(LlmJson.write(Samples.responseOfARun())).isEqualTo(stored("run-1.json"));
    assertThat(LlmJson.write(LlmJson.readResponse(stored("run-1.json"))))
        .isEqualTo(LlmJson.write(Samples.responseOfARun()));
  }

  private static Json stored(String name) throws IOException {
    try (InputStream in = LlmJsonTest.class.getResourceAsStream(name)) {
      return Json.ofText(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void saysWhatItDoesNotStore() {
    ChatRequest request =
        ChatRequest.of("?").toBuilder()
            .extraHeader("authorization", "Bearer canary")
            .extraHeader("x-trace", "t")
            .option(new Secret("canary"))
            .build();

    Json json = LlmJson.write(request);

    assertThat(json.text())
        .doesNotContain("canary")
        .contains("\"notStored\":{\"options\":1,\"headers\":[\"authorization\"]}");
    assertThat(LlmJson.readRequest(json))
        .isEqualTo(ChatRequest.of("?").toBuilder().extraHeader("x-trace", "t").build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[ | the JSON is invalid at position 1: the text ends too early",
        "[] | the JSON must be an object, not an array",
        "{} | the JSON has no version: it is not written by LlmJson",
        "{\"llmgw\":2,\"messages\":[]} | the JSON is of version 2, this library reads 1",
        "{\"llmgw\":\"Ada\"} | /llmgw must be an integer, not a string",
        "{\"llmgw\":1} | the JSON must have \"messages\"",
        "{\"llmgw\":1,\"messages\":[],\"Ada\":1} | the JSON has a field that version 1 does not"
            + " know",
        "{\"llmgw\":1,\"messages\":[{\"role\":\"Ada\"}]} | /messages/0/role must be a word that is"
            + " known here",
        "{\"llmgw\":1,\"messages\":[{\"role\":\"user\"}]} | /messages/0 has fields that are out of"
            + " range or do not go together",
        "{\"llmgw\":1,\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"Ada\"}]}]} |"
            + " /messages/0/parts/0 has a type that version 1 does not know",
        "{\"llmgw\":1,\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":1}]}]}"
            + " | /messages/0/parts/0/text must be a string, not an integer",
        "{\"llmgw\":1,\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"\",\"Ada\":1}]}]}"
            + " | /messages/0/parts/0 has a field that version 1 does not know",
        "{\"llmgw\":1,\"messages\":[],\"messages\":[]} | the JSON is invalid at position 25:"
            + " duplicate key",
      })
  void refusesWhatItDidNotWrite(String json, String message) {
    assertThatThrownBy(() -> LlmJson.readMessages(Json.ofText(json)))
        .isInstanceOf(LlmJsonException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void neverFailsOtherwiseHoweverTheJsonIsChanged(long seed) {
    Random random = new Random(seed);
    Json request = LlmJson.write(Samples.request());
    Json response = LlmJson.write(Samples.response());
    Json run = LlmJson.write(Samples.responseOfARun());
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      refused +=
          HostileJson.isRefused(() -> LlmJson.readRequest(HostileJson.mutated(request, random)))
              ? 1
              : 0;
      refused +=
          HostileJson.isRefused(() -> LlmJson.readResponse(HostileJson.mutated(response, random)))
              ? 1
              : 0;
      refused +=
          HostileJson.isRefused(() -> LlmJson.readResponse(HostileJson.mutated(run, random)))
              ? 1
              : 0;
    }
    assertThat(refused).isGreaterThan(MUTATIONS);
  }
}
