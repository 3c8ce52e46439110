package io.llmgw.api.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.json.Json;
import io.llmgw.api.price.UnknownPrice;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptShare;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingJsonTest {
  private static final int MUTATIONS = 400;

  private static EmbeddingRequest request() {
    return EmbeddingRequest.builder()
        .model("openai/text-embedding-3-small")
        .inputs(List.of("Ada", "Lovelace"))
        .dimensions(3)
        .userId("u-17")
        .extraBody("truncate", "END")
        .extraHeader("x-trace", "abc")
        .option(Retries.upTo(2))
        .option(UnknownPrice.DENY)
        .build();
  }

  private static EmbeddingResponse response() {
    ChatResponse some = Samples.response();
    List<float[]> vectors =
        List.of(
            new float[] {0.1f, -0.0f, Float.MIN_VALUE},
            new float[] {Float.NaN, Float.NEGATIVE_INFINITY, 1e30f});
    return EmbeddingResponse.of(vectors, some.usage(), some.served(), some.head());
  }

  @Test
  void readsARequestAsItWasWritten() {
    EmbeddingRequest bare = EmbeddingRequest.of("?");

    assertThat(LlmJson.readEmbeddingRequest(again(LlmJson.write(request())))).isEqualTo(request());
    assertThat(LlmJson.readEmbeddingRequest(LlmJson.write(bare))).isEqualTo(bare);
  }

  @Test
  void readsVectorsToTheBit() {
    EmbeddingResponse written = response();

    EmbeddingResponse read = LlmJson.readEmbeddingResponse(again(LlmJson.write(written)));

    assertThat(read.vectors()).containsExactlyElementsOf(written.vectors());
    assertThat(Float.floatToRawIntBits(read.vector(0)[1]))
        .isEqualTo(Float.floatToRawIntBits(-0.0f));
    assertThat(read.usage()).isEqualTo(written.usage());
    assertThat(read.served()).isEqualTo(written.served());
    assertThat(read.head()).isEqualTo(written.head());
  }

  @Test
  void readsTheShareOfAnAttemptThatWasMadeForSeveralCalls() {
    Served own = response().served();
    AttemptRecord part =
        own.attempts()
            .get(1)
            .shared(1, new AttemptShare("call-6", 3), Usage.reported(4, 0), Cost.ZERO);
    Served shared =
        new Served(
            own.callId(),
            own.target(),
            own.model(),
            own.keyAlias(),
            own.cache(),
            List.of(part),
            own.latency(),
            own.usage(),
            own.cost(),
            own.trail());
    EmbeddingResponse written =
        EmbeddingResponse.of(response().vectors(), own.usage(), shared, response().head());

    EmbeddingResponse read = LlmJson.readEmbeddingResponse(again(LlmJson.write(written)));

    assertThat(read.served().attempts()).containsExactly(part);
    assertThat(read.served().attempts().get(0).withNumber(7).share()).isEqualTo(part.share());
  }

  private static Json again(Json json) {
    return Json.ofText(json.text());
  }

  /** What version 1 looks like must never change: it is in the stores of our users. */
  @Test
  void versionOneStaysAsItIs() throws IOException {
    Json request = stored("embedding-request-1.json");
    Json response = stored("embedding-response-1.json");

    assertThat(LlmJson.write(request())).isEqualTo(request);
    assertThat(LlmJson.readEmbeddingRequest(request)).isEqualTo(request());
    assertThat(LlmJson.write(response())).isEqualTo(response);
    assertThat(LlmJson.write(LlmJson.readEmbeddingResponse(response))).isEqualTo(response);
  }

  private static Json stored(String name) throws IOException {
    try (InputStream in = EmbeddingJsonTest.class.getResourceAsStream(name)) {
      return Json.ofText(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void storesNoCredentials() {
    EmbeddingRequest request =
        EmbeddingRequest.builder()
            .input("?")
            .extraHeader("authorization", "Bearer canary")
            .option(new LlmJsonTest.Secret("canary"))
            .build();

    Json json = LlmJson.write(request);

    assertThat(json.text())
        .doesNotContain("canary")
        .contains("\"notStored\":{\"options\":1,\"headers\":[\"authorization\"]}");
    assertThat(LlmJson.readEmbeddingRequest(json)).isEqualTo(EmbeddingRequest.of("?"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | the JSON has no version: it is not written by LlmJson",
        "{\"llmgw\":2,\"embeddingRequest\":{}} | the JSON is of version 2, this library reads 1",
        "{\"llmgw\":1,\"request\":{}} | the JSON must have \"embeddingRequest\"",
        "{\"llmgw\":1,\"embeddingRequest\":{}} | /embeddingRequest has fields that are out of range or do not go together",
        "{\"llmgw\":1,\"embeddingRequest\":{\"inputs\":[\"\"]}} | /embeddingRequest has fields that are out of range or do not go together",
        "{\"llmgw\":1,\"embeddingRequest\":{\"inputs\":[1]}} | /embeddingRequest/inputs/0 must be a string, not an integer",
        "{\"llmgw\":1,\"embeddingRequest\":{\"inputs\":[\"Ada\"],\"dimensions\":0}} | /embeddingRequest has fields that are out of range or do not go together",
        "{\"llmgw\":1,\"embeddingRequest\":{\"inputs\":[\"Ada\"],\"Ada\":1}} | /embeddingRequest has a field that version 1 does not know",
      })
  void refusesWhatItDidNotWrite(String json, String message) {
    assertThatThrownBy(() -> LlmJson.readEmbeddingRequest(Json.ofText(json)))
        .isInstanceOf(LlmJsonException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"canary!", "AAAAAAA=", "AA=="})
  void refusesVectorsThatAreNone(String vector) {
    String json =
        LlmJson.write(response())
            .text()
            .replaceFirst("\"vectors\":\\[\"[^\"]*\"", "\"vectors\":[\"" + vector + "\"");

    assertThatThrownBy(() -> LlmJson.readEmbeddingResponse(Json.ofText(json)))
        .isInstanceOf(LlmJsonException.class)
        .hasMessage("/embeddingResponse has fields that are out of range or do not go together");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void neverFailsOtherwiseHoweverTheJsonIsChanged(long seed) {
    Random random = new Random(seed);
    Json request = LlmJson.write(request());
    Json response = LlmJson.write(response());
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Json asked = HostileJson.mutated(request, random);
      Json answered = HostileJson.mutated(response, random);
      refused += HostileJson.isRefused(() -> LlmJson.readEmbeddingRequest(asked)) ? 1 : 0;
      refused += HostileJson.isRefused(() -> LlmJson.readEmbeddingResponse(answered)) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(MUTATIONS);
  }
}
