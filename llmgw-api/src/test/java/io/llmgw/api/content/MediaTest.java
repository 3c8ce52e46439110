package io.llmgw.api.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    "49492A0008, image/tiff",
    "00000018667479706865696300, image/heic",
    "0000001C667479706D69663100, image/heif",
    "0000001C667479706176696600, image/avif",
    "524946460000000057415645, audio/wav",
    "255044462D312E37, application/pdf",
    "7B5C72746631, application/rtf",
    "494433040000, audio/mpeg",
    "FFFB9064, audio/mpeg",
    "FFF39064, audio/mpeg",
    "4F67675300, audio/ogg",
    "664C614300, audio/flac",
    "00000018667479704D344120, audio/mp4",
    "00000018667479706D703432, video/mp4",
    "00000014667479707174202000, video/quicktime",
    "00000014667479703367703400, video/3gpp",
    "524946460000000041564920, video/x-msvideo",
    "1A45DFA301, video/webm",
    "1A45DFA3A34286810142F7810142F2810442F381084282886D6174726F736B61, video/x-matroska"
  })
  void tellsTheMediaTypeFromTheBytes(String hex, String mediaType) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex);
    Path file = folder.resolve("no-extension");
    Files.write(file, bytes);

    assertThat(Media.of(file).mediaType()).isEqualTo(mediaType);
    assertThat(Media.of(bytes).mediaType()).isEqualTo(mediaType);
    assertThat(Media.of(bytes, mediaType).mediaType()).isEqualTo(mediaType);
  }

  @ParameterizedTest
  @CsvSource({
    "word/document.xml, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml,"
        + " application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "a/word/x, application/zip"
  })
  void tellsOfficeDocumentsFromTheNamesInThem(String entry, String mediaType) throws IOException {
    byte[] zip = zip("[Content_Types].xml", entry);

    assertThat(Media.of(zip).mediaType()).isEqualTo(mediaType);
    for (int length = 4; length < zip.length; length++) {
      // Cut anywhere, it is still an archive, and nothing is read beyond its end.
      assertThat(Media.of(Arrays.copyOf(zip, length)).mediaType()).isEqualTo("application/zip");
    }
  }

  @Test
  void tellsOpenDocumentsFromTheTypeThatTheyStore() {
    String type = "application/vnd.oasis.opendocument.text";
    byte[] head = new byte[30];
    System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, head, 0, 4);
    head[18] = (byte) type.length();
    String rest = "mimetype" + type + "PK\u0003\u0004";

    assertThat(
            Media.of(
                    (new String(head, StandardCharsets.ISO_8859_1) + rest)
                        .getBytes(StandardCharsets.ISO_8859_1))
                .mediaType())
        .isEqualTo(type);
  }

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(1);
      }
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "a.csv, text/csv",
    "A.MD, text/markdown",
    "a.html, text/html",
    "a.json, application/json",
    "a.txt, text/plain",
    "a, text/plain",
    "a.png, text/plain"
  })
  void tellsKindsOfTextFromTheName(String name, String mediaType) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "caf\u00e9;1\r\n");

    assertThat(Media.of(file).mediaType()).isEqualTo(mediaType);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ID3 grows a tree of decisions.", "RIFF, a word", "PK is a key"})
  void textThatBeginsLikeTheMarkOfAnotherKindIsText(String text) throws IOException {
    Path file = folder.resolve("notes.md");
    Files.writeString(file, text);

    assertThat(Media.of(file).mediaType()).isEqualTo("text/markdown");
    assertThat(Media.of(text.getBytes(StandardCharsets.UTF_8), "text/markdown").mediaType())
        .isEqualTo("text/markdown");
  }

  @ParameterizedTest
  @CsvSource({
    "FFD8FFE000104A46, image/png, image/jpeg",
    "255044462D312E37, image/jpeg, application/pdf",
    "255044462D312E37, text/plain, application/pdf",
    "89504E470D0A1A0A, Image/JPEG; q=1, image/png",
    "494433040000, audio/wav, audio/mpeg"
  })
  void refusesBytesThatAreNotWhatTheyAreSaidToBe(String hex, String said, String found) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Media.of(HexFormat.of().parseHex(hex), said))
        .withMessage("these bytes are " + found + ", not " + said);
  }

  @ParameterizedTest
  @CsvSource({
    "FFD8FFE000104A46, image/jpg",
    "FFD8FFE000104A46, application/octet-stream",
    "00000018667479706D703432, audio/mp4",
    "00000018667479706D703432, video/quicktime",
    "1A45DFA301, audio/webm",
    "4F67675300, video/ogg",
    "504B0304, application/epub+zip",
    "010203, image/png",
    "68656C6C6F, image/png"
  })
  void takesTheWordOfTheCallerWhereTheBytesDoNotContradict(String hex, String said) {
    assertThat(Media.of(HexFormat.of().parseHex(hex), said).mediaType()).isEqualTo(said);
  }

  @Test
  void refusesBytesThatDoNotTellWhatTheyAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Media.of("text".getBytes(StandardCharsets.UTF_8)))
        .withMessageContaining("give their media type too");
  }

  @Test
  void refusesAFileThatItCannotTell() throws IOException {
    Path file = folder.resolve("secret-name");
    Files.write(file, new byte[] {0, 1, 2});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Media.of(file))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret-name"));
  }

  @Test
  void refusesAFileThatIsTooLarge() throws IOException {
    Path file = folder.resolve("large");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(Media.MAX_BYTES + 1L);
    }

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Media.of(file))
        .withMessage("a file may have at most 52428800 bytes, this one has more");
  }

  @Test
  void refusesBytesThatAreTooMany() {
    byte[] large = new byte[Media.MAX_BYTES + 1];

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Media.of(large, "image/png"))
        .withMessage("media may have at most 52428800 bytes, these are 52428801");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Media.of(large))
        .withMessageContaining("at most 52428800 bytes");
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
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Media.of(URI.create("file:///etc/hosts")));
    assertThatIllegalArgumentException().isThrownBy(() -> Media.of(new byte[0], "image/png"));
    assertThatIllegalArgumentException().isThrownBy(() -> Media.of(new byte[1], "png"));
  }
}
