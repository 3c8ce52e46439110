package io.llmgw.api.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTest {
  @TempDir Path folder;

  @Test
  void keepsItsBytesToItself() {
    byte[] given = {1, 2, 3};
    Media.Bytes media = Media.of(given, "image/png");

    given[0] = 9;
    media.bytes()[1] = 9;

    assertThat(media.bytes()).containsExactly(1, 2, 3);
    assertThat(media.base64()).isEqualTo("AQID").isSameAs(media.base64());
    assertThat(media.size()).isEqualTo(3);
    assertThat(media).isEqualTo(Media.of(new byte[] {1, 2, 3}, "image/png"));
  }

  @ParameterizedTest
  @CsvSource({
    "89504E470D0A1A0A0000, image/png",
    "FFD8FFE000104A46, image/jpeg",
    "474946383961, image/gif",
    "524946460000000057454250, image/webp",
    "524946460000000057415645, audio/wav",
    "255044462D312E37, application/pdf",
    "494433040000, audio/mpeg",
    "4F67675300, audio/ogg",
    "664C614300, audio/flac",
    "00000018667479706D703432, video/mp4",
    "1A45DFA301, video/webm"
  })
  void tellsTheMediaTypeOfAFileFromItsBytes(String hex, String mediaType) throws IOException {
    Path file = folder.resolve("no-extension");
    Files.write(file, java.util.HexFormat.of().parseHex(hex));

    assertThat(Media.of(file).mediaType()).isEqualTo(mediaType);
  }

  @Test
  void refusesAFileThatItCannotTell() throws IOException {
    Path file = folder.resolve("secret-name");
    Files.write(file, "??".getBytes(StandardCharsets.US_ASCII));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Media.of(file))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret-name"));
  }

  @Test
  void refusesAFileThatIsTooLarge() throws IOException {
    Path file = folder.resolve("large");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(Media.MAX_FILE_BYTES + 1);
    }

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Media.of(file))
        .withMessage("a file may have at most 52428800 bytes, this one has 52428801");
  }

  @Test
  void saysThatAFileCannotBeRead() {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> Media.of(folder.resolve("absent")));
  }

  @Test
  void refusesAnAddressThatIsNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> Media.of(URI.create("a/b.png")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Media.of(URI.create("data:image/png;base64,AQID")));
    assertThatIllegalArgumentException().isThrownBy(() -> Media.of(new byte[0], "image/png"));
    assertThatIllegalArgumentException().isThrownBy(() -> Media.of(new byte[1], "png"));
  }
}
