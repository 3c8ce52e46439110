package io.llmgw.providers.bedrock;

import static io.llmgw.providers.bedrock.InvokeReplayTest.READING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.Settings;
import io.llmgw.providers.anthropic.answer.AnthropicFrameDecoder;
import io.llmgw.providers.replay.Cuts;
import io.llmgw.providers.replay.EventMessages;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.sse.SseReader;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Claude by InvokeModel: its events inside of Bedrock's messages. */
@ExtendWith(LeakRule.class)
class InvokeStreamTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/anthropic/streams");
  private static final String START =
      "{\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"content\":[]}}";
  private static final String BLOCK =
      "{\"type\":\"content_block_start\",\"index\":0,"
          + "\"content_block\":{\"type\":\"text\",\"text\":\"Blue.\"}}";
  private static final String END =
      "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}";
  private static final String STOP =
      "{\"type\":\"message_stop\",\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":7}}";

  /** Whatever Anthropic may stream is read as from Anthropic itself. */
  @TestFactory
  Stream<DynamicTest> everyGoldenStreamSaysTheSameInChunks() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      return files.filter(file -> file.toString().endsWith(".sse")).sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest("" + file.getFileName(), () -> compare(file)));
    }
  }

  private static void compare(Path file) throws IOException {
    List<String> events = new ArrayList<>();
    SseReader reader = new SseReader(Cuts.whole(Files.readAllBytes(file)), 1_000_000);
    Frame frame;
    while ((frame = reader.next()) != null) {
      events.add(new String(frame.bytes(), frame.offset(), frame.length(), StandardCharsets.UTF_8));
    }
    List<LlmEvent> read = new ArrayList<>();
    FrameDecoder plain = new AnthropicFrameDecoder(READING.head(), read::add, "bedrock:invoke");
    String expected = outcome(read, () -> decodePlain(events, plain));
    StringBuilder chunks = new StringBuilder();
    for (int i = 0; i < events.size(); i++) {
      chunks.append(InvokeAllocationTest.chunk(events.get(i), i % 20));
    }

    assertThat(read(chunks.toString())).isEqualTo(expected);
  }

  private static void decodePlain(List<String> events, FrameDecoder decoder) {
    for (String event : events) {
      byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
      Frame frame = new Frame();
      frame.show(null, bytes, 0, bytes.length);
      if (decoder.decode(frame)) {
        return;
      }
    }
    decoder.end();
  }

  private static String read(String stream) {
    List<LlmEvent> events = new ArrayList<>();
    return outcome(
        events,
        () -> READING.stream(Cuts.single(EventMessages.of(stream)), READING.head(), events::add));
  }

  private static String outcome(List<LlmEvent> events, Runnable reading) {
    try {
      reading.run();
      return FormatReading.describe(events);
    } catch (LlmException e) {
      return FormatReading.describe(events) + e.kind() + " " + e.providerCode() + e.getMessage();
    } catch (UncheckedIOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"bytes\":\"%s\"}",
        "{\"bytes\":\"%s\",\"p\":\"\"}",
        "{\"bytes\":\"%s\",\"p\":\"a\\\"b\"}",
        "{\"p\":\"abc\",\"bytes\":\"%s\"}",
        " { \"bytes\" : \"%s\" } ",
        "{\"bytes\":\"%s\",\"odd\":{\"bytes\":1}}"
      })
  void aChunkIsReadWhateverIsAroundIt(String form) {
    StringBuilder stream = new StringBuilder();
    for (String inside : List.of(START, BLOCK, END, STOP)) {
      String base64 = InvokeAllocationTest.chunk(inside, 0).split("\"")[3];
      stream.append("event: chunk\ndata: " + form.formatted(base64) + "\n\n");
    }

    assertThat(read(stream.toString()))
        .isEqualTo("started m null\n0 text \"Blue.\"\ncompleted STOP end_turn Usage[]\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"bytes\":\"e30\"}",
        "{\"bytes\":\"e\"}",
        "{\"bytes\":\"e3=\"}",
        "{\"bytes\":\"e30=x\"}",
        "{\"bytes\":\"e30*\"}",
        "{\"bytes\":\"\\u00e9\"}",
        "{\"bytes\":\"bm90IEpTT04=\"}",
        "{\"bytes\":\"e30=\"",
        "{\"bytes\":}",
        "[]",
        "7"
      })
  @Fault("F073")
  void aChunkThatCannotBeReadIsNeverSkipped(String chunk) {
    String stream = InvokeAllocationTest.chunk(START, 1) + "event: chunk\ndata: " + chunk + "\n\n";

    assertThat(read(stream)).startsWith("started m null\nSTREAM_BROKEN null");
  }

  @Test
  void eventsThatAreNotKnownAreSkipped() {
    String stream =
        "event: ping\ndata: {}\n\n"
            + InvokeAllocationTest.chunk(START, 1)
            + "event: hologram\ndata: {\"depth\":1}\n\n"
            + InvokeAllocationTest.chunk(BLOCK, 1)
            + InvokeAllocationTest.chunk(END, 1)
            + InvokeAllocationTest.chunk(STOP, 1);

    assertThat(read(stream)).endsWith("completed STOP end_turn Usage[]\n");
  }

  @ParameterizedTest
  @CsvSource({
    "exception throttlingException, RATE_LIMIT",
    "exception serviceUnavailableException, OVERLOADED",
    "exception internalServerException, SERVER",
    "exception validationException, INVALID_REQUEST",
    "error InternalFailure, SERVER"
  })
  @Fault("F072")
  void anExceptionEndsTheStream(String event, ErrorKind kind) {
    String stream =
        InvokeAllocationTest.chunk(START, 1)
            + ("event: " + event + "\ndata: {\"message\":\"secret\"}\n\n")
            + InvokeAllocationTest.chunk(STOP, 1);

    assertThat(read(stream)).startsWith("started m null\n" + kind).doesNotContain("secret");
  }

  @Test
  @Fault("F072")
  void soDoesAnErrorOfAnthropicInsideAChunk() {
    String error =
        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"secret\"}}";

    assertThat(read(InvokeAllocationTest.chunk(START, 1) + InvokeAllocationTest.chunk(error, 1)))
        .startsWith("started m null\nOVERLOADED overloaded_error")
        .doesNotContain("secret");
  }

  @Test
  void theModelIsInThePathAndTheVersionInTheBody() {
    try (SimulatedProvider server = SimulatedProvider.bedrockInvoke().start();
        LlmClient llm = LlmClient.builder().provider(server.provider()).build()) {
      String model = server.name() + "/eu.anthropic.claude-sonnet-4-5-20250929-v1:0";
      llm.prompt("Why?").model(model).userId("u-1").send();
      try (var stream = llm.prompt("Why?").model(model).stream()) {
        assertThat(stream.response().text()).isEqualTo("You said: Why?");
      }

      ReceivedRequest whole = server.requests().get(0);
      ReceivedRequest streamed = server.requests().get(1);
      assertThat(whole.path())
          .isEqualTo("/model/eu.anthropic.claude-sonnet-4-5-20250929-v1%3A0/invoke");
      assertThat(streamed.path()).endsWith("-v1%3A0/invoke-with-response-stream");
      assertThat(whole.text())
          .startsWith("{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":8192,")
          .contains("\"metadata\":{\"user_id\":\"u-1\"}")
          .doesNotContain("\"model\"", "\"stream\"");
      assertThat(streamed.text()).doesNotContain("\"stream\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"amazon.nova-micro-v1:0", "us.meta.llama3-3-70b-instruct-v1:0"})
  void itIsForClaudeAlone(String other) {
    try (SimulatedProvider server = SimulatedProvider.bedrockInvoke().start();
        LlmClient llm = LlmClient.builder().provider(server.provider()).build()) {
      String model = server.name() + "/" + other;

      LlmException error =
          catchThrowableOfType(LlmException.class, () -> llm.prompt("Why?").model(model).send());

      assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
      assertThat(error).hasMessageContaining("Claude").hasMessageContaining("Converse");
      assertThat(server.requests()).isEmpty();
      String profile = "arn:aws:bedrock:eu-central-1:1:application-inference-profile/x";
      for (String unknown : List.of(profile, "name-of-a-gateway", "smart-4.1")) {
        assertThat(llm.prompt("Why?").model(server.name() + "/" + unknown).text()).isNotEmpty();
      }
    }
  }

  @Test
  void theApiIsASetting() {
    Map<String, String> settings = Map.of("region", "eu-central-1", "key", "k", "api", "invoke");
    try (Provider provider = new BedrockProviderFactory().create(Settings.of(settings));
        Provider built =
            Bedrock.builder()
                .region("eu-central-1")
                .keys(Keys.of("k"))
                .api(BedrockApi.INVOKE)
                .build()) {
      assertThat(provider.capabilities()).isEqualTo(built.capabilities());
      assertThat(provider.capabilities().has(Capability.VIDEO)).isFalse();
      assertThat(provider.capabilities().has(Capability.DOCUMENTS)).isTrue();
    }
    assertThatThrownBy(
            () ->
                new BedrockProviderFactory()
                    .create(Settings.of(Map.of("region", "eu-central-1", "api", "other"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'converse' or 'invoke', not 'other'");
    assertThatThrownBy(() -> Bedrock.builder().api(BedrockApi.INVOKE).api(BedrockApi.CONVERSE))
        .isInstanceOf(IllegalStateException.class);
  }
}
