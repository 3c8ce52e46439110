package io.llmgw.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptMediaTest {
  private static final byte[] PNG = HexFormat.of().parseHex("89504E470D0A1A0A0000");
  private static final byte[] MP4 = HexFormat.of().parseHex("00000018667479706D703432");
  private static final byte[] WAV = HexFormat.of().parseHex("524946460000000057415645");
  private static final byte[] PDF = "%PDF-1.7".getBytes(StandardCharsets.US_ASCII);
  private static final URI ADDRESS = URI.create("https://example.com/a");

  @TempDir Path folder;
  private Path png;
  private Path mp4;
  private Path wav;
  private Path pdf;

  @BeforeEach
  void writeFiles() throws IOException {
    png = Files.write(folder.resolve("a.png"), PNG);
    mp4 = Files.write(folder.resolve("a.mp4"), MP4);
    wav = Files.write(folder.resolve("a.wav"), WAV);
    pdf = Files.write(folder.resolve("scan.pdf"), PDF);
  }

  @Test
  void attachesFilesInTheirOrder() {
    assertThat(parts(prompt().image(png).document(pdf).audio(wav).video(mp4)))
        .containsExactly(
            Part.text("What is this?"),
            Part.image(Media.of(PNG, "image/png")),
            Part.document(Media.of(PDF, "application/pdf"), "scan.pdf"),
            Part.audio(Media.of(WAV, "audio/wav")),
            Part.video(Media.of(MP4, "video/mp4")));
  }

  @Test
  void attachesBytes() {
    assertThat(
            parts(
                prompt()
                    .image(PNG)
                    .document(PDF, "application/pdf", "a")
                    .audio(WAV, "audio/wav")
                    .video(MP4, "video/mp4")))
        .containsExactly(
            Part.text("What is this?"),
            Part.image(Media.of(PNG, "image/png")),
            Part.document(Media.of(PDF, "application/pdf"), "a"),
            Part.audio(Media.of(WAV, "audio/wav")),
            Part.video(Media.of(MP4, "video/mp4")));
  }

  @Test
  void attachesAddresses() {
    assertThat(parts(prompt().image(ADDRESS).document(ADDRESS).audio(ADDRESS).video(ADDRESS)))
        .containsExactly(
            Part.text("What is this?"),
            Part.image(Media.of(ADDRESS)),
            Part.document(Media.of(ADDRESS)),
            Part.audio(Media.of(ADDRESS)),
            Part.video(Media.of(ADDRESS)));
  }

  @Test
  void refusesAFileOfAnotherKind() {
    refuses(() -> prompt().image(pdf), "of kind image is wanted, but this is application/pdf");
    refuses(() -> prompt().image(PDF), "of kind image is wanted, but this is application/pdf");
    refuses(() -> prompt().audio(png), "of kind audio is wanted, but this is image/png");
    refuses(() -> prompt().video(wav), "of kind video is wanted, but this is audio/wav");
    refuses(
        () -> prompt().document(png),
        "this is image/png, no document: there is a method for its kind");
  }

  @Test
  void refusesBytesThatAreSaidToBeOfAnotherKind() {
    refuses(
        () -> prompt().audio(PNG, "image/png"), "of kind audio is wanted, but this is image/png");
    refuses(
        () -> prompt().video(PDF, "application/pdf"),
        "of kind video is wanted, but this is application/pdf");
    refuses(
        () -> prompt().document(WAV, "audio/wav", "a"),
        "this is audio/wav, no document: there is a method for its kind");
  }

  @Test
  void takesSoundInAContainerOfNoKindAndDrawingsThatAreText() {
    byte[] ogg = "OggS".getBytes(StandardCharsets.US_ASCII);
    byte[] svg = "<svg/>".getBytes(StandardCharsets.US_ASCII);

    assertThat(
            parts(prompt().audio(ogg, "Application/Ogg").document(svg, "image/svg+xml", "a.svg")))
        .contains(
            Part.audio(Media.of(ogg, "Application/Ogg")),
            Part.document(Media.of(svg, "image/svg+xml"), "a.svg"));
  }

  @Test
  void takesAContainerOfBothKindsAsTheCallerSays() {
    assertThat(parts(prompt().audio(mp4))).contains(Part.audio(Media.of(MP4, "video/mp4")));
  }

  private static void refuses(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
  }

  private static Iterable<Part> parts(Prompt prompt) {
    return prompt.request().content().messages().get(0).parts();
  }

  /** A prompt that is looked at and never asked: it needs no client. */
  @SuppressWarnings("NullAway")
  private static Prompt prompt() {
    return new Prompt(null, "What is this?");
  }
}
