package io.llmgw.providers.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.providers.replay.Cuts;
import io.llmgw.providers.wire.ByteSource;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameTooLargeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
  private static final int MOST = 100_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1}~{\"b\":2}~ | {\"a\":1};{\"b\":2}",
        "{\"a\":1}~{\"b\":2} | {\"a\":1};{\"b\":2}",
        "~~ ~{\"a\":1}~~ ~{\"b\":2}~~ | {\"a\":1};{\"b\":2}",
        "{\"a\":\"x\\ny\"}~[1~ | {\"a\":\"x\\ny\"};[1"
      })
  void aLineIsAFrameHoweverItIsCut(String body, String frames) throws IOException {
    byte[] bytes = bytes(body.replace('~', '\n'));

    List<String> expected = List.of(frames.split(";"));
    assertThat(read(Cuts.whole(bytes), MOST)).isEqualTo(expected);
    assertThat(read(Cuts.single(bytes), MOST)).isEqualTo(expected);
  }

  @Test
  void aCarriageReturnIsWhiteSpaceOfItsLine() throws IOException {
    assertThat(read(Cuts.single(bytes("{}\r\n\r\n{}\r\n")), MOST)).containsExactly("{}\r", "{}\r");
  }

  @Test
  void nothingHasNoFrames() throws IOException {
    assertThat(read(Cuts.whole(new byte[0]), MOST)).isEmpty();
    assertThat(read(Cuts.whole(bytes("\n \n")), MOST)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void linesOfAllSizesArriveAtRandomCuts(int seed) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      lines.add("[\"" + "caf\u00e9 ".repeat(random.nextInt(1_500)) + "\"]");
    }
    byte[] body = bytes(String.join("\n", lines));

    assertThat(read(Cuts.random(body, 1 + seed * 40, random), MOST)).isEqualTo(lines);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 20, 4_096, 50_000})
  void aLineMayBeAsLargeAsItMayAndNoLarger(int most) throws IOException {
    String fits = "x".repeat(most);

    assertThat(read(Cuts.whole(bytes(fits + "\n" + fits)), most)).containsExactly(fits, fits);
    for (String tooLarge : List.of(fits + "y", fits + "y\n", fits + "\n" + fits + "y\n")) {
      assertThatThrownBy(() -> read(Cuts.whole(bytes(tooLarge)), most))
          .isInstanceOfSatisfying(
              FrameTooLargeException.class, e -> assertThat(e.limit()).isEqualTo(most));
    }
  }

  @Test
  void aLineWithoutEndIsNotHeldBeyondTheLimit() {
    long[] given = {0};
    ByteSource endless =
        (into, offset, length) -> {
          given[0] += length;
          Arrays.fill(into, offset, offset + length, (byte) 'x');
          return length;
        };

    assertThatThrownBy(() -> new LineReader(endless, MOST).next())
        .isInstanceOf(FrameTooLargeException.class);
    assertThat(given[0]).isLessThanOrEqualTo(MOST + 2L);
  }

  private static List<String> read(ByteSource source, int most) throws IOException {
    LineReader reader = new LineReader(source, most);
    List<String> frames = new ArrayList<>();
    Frame frame;
    while ((frame = reader.next()) != null) {
      assertThat(frame.name()).isNull();
      frames.add(new String(frame.bytes(), frame.offset(), frame.length(), StandardCharsets.UTF_8));
    }
    return frames;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
