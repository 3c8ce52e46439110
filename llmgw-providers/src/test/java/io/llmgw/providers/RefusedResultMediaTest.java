package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.Retries;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.SimulatedProvider;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each medium in the result of a tool, at each protocol, whether it has media there or behind: what
 * is taken is sent, and the rest refused, or left out where the caller allows it.
 */
@ExtendWith(LeakRule.class)
class RefusedResultMediaTest {
  private enum Medium {
    PNG(Part.image(bytes("image/png"))),
    TIFF(Part.image(bytes("image/tiff"))),
    IMAGE_BY_ADDRESS(Part.image(Media.of(URI.create("https://x.example/a.png")))),
    IMAGE_IN_FTP(Part.image(Media.of(URI.create("ftp://x.example/a.png")))),
    WAV(Part.audio(bytes("audio/wav"))),
    FLAC(Part.audio(bytes("audio/flac"))),
    MP4(Part.video(bytes("video/mp4"))),
    PDF(Part.document(bytes("application/pdf"))),
    TEXT(Part.document(bytes("text/plain"))),
    ZIP(Part.document(bytes("application/zip"))),
    PDF_BY_ADDRESS(Part.document(Media.of(URI.create("https://x.example/a.pdf"))));

    private final Part part;

    Medium(Part part) {
      this.part = part;
    }

    private static Media bytes(String type) {
      return Media.of(new byte[] {'a', 'b', 'c'}, type);
    }
  }

  private enum Host {
    ANTHROPIC(
        SimulatedProvider::anthropic,
        "claude-sonnet-4-5",
        "PNG IMAGE_BY_ADDRESS PDF TEXT PDF_BY_ADDRESS"),
    RESPONSES(
        SimulatedProvider::openAiResponses,
        "gpt-5",
        "PNG TIFF IMAGE_BY_ADDRESS PDF TEXT ZIP PDF_BY_ADDRESS"),
    BEDROCK(SimulatedProvider::bedrock, "amazon.nova-lite-v1:0", "PNG MP4 PDF TEXT"),
    GEMINI_3(
        SimulatedProvider::gemini,
        "gemini-3-flash-preview",
        "PNG IMAGE_BY_ADDRESS WAV FLAC MP4 PDF TEXT PDF_BY_ADDRESS"),
    GEMINI_2(
        SimulatedProvider::gemini,
        "gemini-2.5-flash",
        "PNG IMAGE_BY_ADDRESS WAV FLAC MP4 PDF TEXT PDF_BY_ADDRESS"),
    CHAT(SimulatedProvider::openAi, "of-ours", "PNG TIFF IMAGE_BY_ADDRESS WAV PDF TEXT ZIP"),
    COHERE(SimulatedProvider::cohere, "command-a-vision-07-2025", "PNG TIFF IMAGE_BY_ADDRESS TEXT"),
    OLLAMA(SimulatedProvider::ollama, "qwen3-vl", "PNG TIFF");

    private final Supplier<SimulatedProvider.Builder> builder;
    private final String model;
    private final Set<Medium> taken = EnumSet.noneOf(Medium.class);

    Host(Supplier<SimulatedProvider.Builder> builder, String model, String taken) {
      this.builder = builder;
      this.model = model;
      for (String one : taken.split(" ")) {
        this.taken.add(Medium.valueOf(one));
      }
    }
  }

  private record Sent(String body, String trail) {}

  private static Sent send(Host host, Medium medium, List<Part> beside, Leniency leniency) {
    List<Part> content = Stream.concat(beside.stream(), Stream.of(medium.part)).toList();
    ChatRequest request =
        ChatRequest.builder()
            .messages(
                List.of(
                    Message.user("Look."),
                    Message.assistant(List.of(new ToolCall("call_1", "map", Json.ofText("{}")))),
                    Message.tool(new ToolResult("call_1", content, false)),
                    Message.user("And?")))
            .option(leniency)
            .option(Retries.none())
            .build();
    try (SimulatedProvider server = host.builder.get().always("I see.").start();
        Provider target = server.provider();
        LlmClient llm =
            LlmClient.builder()
                .provider(target)
                .defaultModel(target.name() + "/" + host.model)
                .build()) {
      String trail = llm.chat(request).served().trail().toString();
      return new Sent(server.requests().get(0).text(), trail);
    }
  }

  static Stream<Arguments> matrix() {
    return Stream.of(Host.values())
        .flatMap(
            host ->
                Stream.of(Medium.values())
                    .map(each -> Arguments.of(host, each, host.taken.contains(each))));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void whatIsNotTakenIsRefusedUnlessItMayBeLeftOut(Host host, Medium medium, boolean taken) {
    List<Part> beside = List.of(Part.text("A map."));

    Sent sent = send(host, medium, beside, Leniency.DROP);

    assertThat(sent.body).contains("A map.");
    assertThat(sent.trail.contains("left out for ")).isEqualTo(!taken);
    if (taken) {
      assertThat(send(host, medium, beside, Leniency.STRICT).body).isEqualTo(sent.body);
    } else {
      LlmException error =
          catchThrowableOfType(
              LlmException.class, () -> send(host, medium, beside, Leniency.STRICT));
      assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
    }
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void aResultOfNothingElseSaysThatItCannotBeShown(Host host, Medium medium, boolean taken) {
    Sent sent = send(host, medium, List.of(), Leniency.DROP);

    assertThat(sent.body.contains("The content of this result cannot be shown here."))
        .isEqualTo(!taken);
  }
}
