package io.llmgw.providers.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.providers.replay.Cuts;
import io.llmgw.test.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the bytes of a stream arrive, its events are the same. */
@Fault("I24")
class SseChunkingTest {
  private static final String STREAM =
      "\uFEFF: hello\n\n"
          + "data: {\"a\":\"\u00e9\u20ac\uD83D\uDE00\"}\n\n"
          + "event: named\n"
          + "data: one\n"
          + "data: two\n\n"
          + "id: 1\n"
          + "data:\n\n"
          + "retry: 5\n\n"
          + "event\n"
          + "data: last\n"
          + ": bye\n\n"
          + "data: cut";

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void everySingleCut(String end) throws IOException {
    byte[] bytes = bytes(STREAM.replace("\n", end));
    List<String> expected = read(bytes);

    assertThat(expected).hasSize(4);
    for (int cut = 0; cut <= bytes.length; cut++) {
      assertThat(SseReaderTest.frames(Cuts.at(bytes, cut), 1_000))
          .as("cut " + cut)
          .isEqualTo(expected);
    }
    assertThat(SseReaderTest.frames(Cuts.single(bytes), 1_000)).isEqualTo(expected);
  }

  @Test
  void everyPairOfCuts() throws IOException {
    byte[] bytes = bytes("data: \u20ac\r\n\r\nevent: e\rdata: b\n\r\n: c\n\ndata: d\r\r");
    List<String> expected = read(bytes);

    assertThat(expected).containsExactly("null:\u20ac", "e:b", "null:d");
    for (int first = 0; first <= bytes.length; first++) {
      for (int second = first; second <= bytes.length; second++) {
        assertThat(SseReaderTest.frames(Cuts.at(bytes, first, second), 1_000)).isEqualTo(expected);
      }
    }
  }

  @Test
  void randomStreamsWithRandomCuts() throws IOException {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = bytes(randomStream(random));
      List<String> expected = read(bytes);

      assertThat(expected).as("seed " + seed).isEqualTo(reference(bytes));
      assertThat(SseReaderTest.frames(Cuts.single(bytes), 100_000))
          .as("seed " + seed)
          .isEqualTo(expected);
      assertThat(SseReaderTest.frames(Cuts.random(bytes, 1 + random.nextInt(40), random), 100_000))
          .as("seed " + seed)
          .isEqualTo(expected);
    }
  }

  private static List<String> read(byte[] bytes) throws IOException {
    return SseReaderTest.frames(Cuts.whole(bytes), 100_000);
  }

  private static String randomStream(Random random) {
    String[] pieces = {
      "data: ",
      "data:",
      "data",
      "event: e",
      "event:",
      "event: other",
      ": comment",
      ":",
      "id: 3",
      "x",
      "\u00e9",
      "\uD83D\uDE00",
      "{\"a\":1}",
      " ",
      "\n",
      "\n",
      "\n\n",
      "\r",
      "\r\n",
      "\r\n\r\n",
      "retry: 1",
      "error: {}",
      "\uFEFF",
      "y".repeat(3_000)
    };
    StringBuilder stream = new StringBuilder();
    int length = random.nextInt(60);
    for (int i = 0; i < length; i++) {
      stream.append(pieces[random.nextInt(pieces.length)]);
    }
    return stream.toString();
  }

  /**
   * The standard's algorithm, as literally as it can be written; and behind it what the end of the
   * stream has cut, where that is an object, and lines of JSON.
   */
  private static List<String> reference(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    List<String> frames = new ArrayList<>();
    String event = "";
    StringBuilder data = new StringBuilder();
    StringBuilder bare = new StringBuilder();
    String[] lines = text.split("\r\n|\n|\r", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      if (line.isEmpty() && i < lines.length - 1) { // the last one has no end
        if (data.length() > 0) {
          data.setLength(data.length() - 1);
          frames.add((event.isEmpty() ? null : event) + ":" + data);
        }
        data.setLength(0);
        event = "";
      } else if (field.equals("data")) {
        data.append(value).append('\n');
      } else if (field.equals("event")) {
        event = value;
      } else if (field.equals("error")) {
        event = "error";
        data.append(value).append('\n');
      } else {
        keepIfBare(line, bare);
      }
    }
    if (data.toString().strip().matches("\\{(\"a\":1)?}")) {
      data.setLength(data.length() - 1);
      frames.add((event.isEmpty() ? null : event) + ":" + data);
    }
    if (bare.length() > 0) {
      byte[] kept = bytes(bare.toString());
      int most = Math.min(kept.length, 64 * 1024);
      frames.add("null:" + new String(kept, 0, most, StandardCharsets.UTF_8));
    }
    return frames;
  }

  private static void keepIfBare(String line, StringBuilder bare) {
    boolean begins = line.startsWith("{") || line.startsWith("[");
    boolean another = line.isEmpty() || ":de".indexOf(line.charAt(0)) >= 0;
    if (!another && (begins || bare.length() > 0)) {
      bare.append(line).append('\n');
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
