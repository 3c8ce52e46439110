package io.llmgw.providers.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ResponseAssembler;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.wire.Framing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * One file per feature of the wire: what a provider sends, and beside it the events that it means.
 * With {@code -Dllmgw.write=true} the events are written, to be read in a review. In files that end
 * in a failure, {@code secret-answer} stands for text that its message must not repeat.
 */
public record GoldenAnswers(FormatReading reading, Path folder) {
  /** All answers that come whole: {@code whole/*.json}. */
  public Stream<DynamicTest> whole() throws IOException {
    return files("whole", ".json").map(this::whole);
  }

  /** These answers that come whole; one that is missing fails. */
  public Stream<DynamicTest> whole(String... names) {
    return Stream.of(names).map(name -> whole(folder.resolve("whole").resolve(name + ".json")));
  }

  private DynamicTest whole(Path file) {
    return DynamicTest.dynamicTest(
        file.getFileName().toString(),
        () -> check(file, events -> reading.whole(Files.readString(file), events)));
  }

  /**
   * All streamed answers, with all line ends, at once and byte by byte: {@code streams/*.sse}, or
   * lines.
   */
  public Stream<DynamicTest> streamed() throws IOException {
    Stream<Path> files = files("streams", reading.suffix());
    return reading.framing() == Framing.SSE
        ? files.flatMap(file -> Stream.of("\n", "\r\n", "\r").map(end -> streamed(file, end)))
        : files.map(file -> streamed(file, "\n"));
  }

  /** These streamed answers; one that is missing fails. */
  public Stream<DynamicTest> streamed(String... names) {
    return Stream.of(names)
        .map(name -> streamed(folder.resolve("streams").resolve(name + reading.suffix()), "\n"));
  }

  private DynamicTest streamed(Path file, String lineEnd) {
    String name = file.getFileName() + (lineEnd.equals("\n") ? "" : " with other line ends");
    return DynamicTest.dynamicTest(
        name,
        () -> {
          String text = Files.readString(file).replace("\n", lineEnd);
          byte[] bytes = reading.bytes(text);
          check(file, events -> reading.stream(Cuts.whole(bytes), reading.head(), events));
          check(file, events -> reading.stream(Cuts.single(bytes), reading.head(), events));
        });
  }

  /** All answers that refuse: {@code refusals/*.json}, whose names begin with their status. */
  public Stream<DynamicTest> refused() throws IOException {
    return files("refusals", ".json").map(this::refused);
  }

  private DynamicTest refused(Path file) {
    String name = file.getFileName().toString();
    int status = Integer.parseInt(name.substring(0, name.indexOf('-')));
    return DynamicTest.dynamicTest(
        name,
        () -> {
          byte[] body = Files.readAllBytes(file);
          check(
              file,
              events -> {
                throw reading
                    .head(status, ListedHeaders.of())
                    .refusal(ErrorBody.of(body, 0, body.length));
              });
        });
  }

  private Stream<Path> files(String kind, String suffix) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder.resolve(kind))) {
      all.filter(file -> file.toString().endsWith(suffix)).sorted().forEach(files::add);
    }
    return files.stream();
  }

  private static void check(Path file, Decoder decoder) throws IOException {
    List<LlmEvent> events = new ArrayList<>();
    String ending = "";
    try {
      decoder.decode(events::add);
    } catch (LlmException e) {
      assertThat(e.toString()).doesNotContain("secret");
      assertThat(e.getCause()).isNull();
      ending = "failed " + e.kind() + " " + e.providerCode() + " " + e.httpStatus() + "\n";
    }
    String name = file.toString();
    Path expected = Path.of(name.substring(0, name.lastIndexOf('.')) + ".events");

    String read = FormatReading.describe(events) + ending;
    if (Boolean.getBoolean("llmgw.write")) {
      Files.writeString(expected, read);
    }
    assertThat(read).isEqualTo(Files.readString(expected));
    if (ending.isEmpty()) {
      assemble(events);
    }
  }

  private static void assemble(List<LlmEvent> events) {
    ResponseAssembler<?> assembler = ResponseAssembler.of(ChatRequest.of("anything"));
    events.forEach(assembler::accept);
    assertThat(assembler.isCompleted()).isTrue();
  }

  @FunctionalInterface
  private interface Decoder {
    void decode(Consumer<LlmEvent> events) throws IOException;
  }
}
