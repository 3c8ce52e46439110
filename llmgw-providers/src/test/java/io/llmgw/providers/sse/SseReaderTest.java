package io.llmgw.providers.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.providers.replay.Cuts;
import io.llmgw.providers.wire.ByteSource;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameTooLargeException;
import io.llmgw.test.Fault;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SseReaderTest {
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void takesEveryLineEnd(String end) throws IOException {
    assertThat(frames(String.join(end, "data: a", "", "event: e", "data: b", "data: c", "", "")))
        .containsExactly("null:a", "e:b\nc");
  }

  @Test
  void takesMixedLineEnds() throws IOException {
    assertThat(frames("data: a\r\rdata: b\n\r\ndata: c\r\n\ndata: d\n\r"))
        .containsExactly("null:a", "null:b", "null:c", "null:d");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "data:x       | null:x",
        "data: x      | null:x",
        "`data:  x`   | `null: x`",
        "data         | null:",
        "data:        | null:",
        "data: a:b: c | `null:a:b: c`",
        "error: {}    | error:{}",
        "error:{}     | error:{}",
      })
  void readsFields(String line, String frame) throws IOException {
    assertThat(frames(line + "\n\n")).containsExactly(frame);
  }

  @Test
  @Fault("F074")
  void ignoresWhatIsNoData() throws IOException {
    String noise =
        ": comment\n:\n\nid: 7\nretry: 10\n\nevent: alone\n\ndatum: x\ndat\nevents: x\n\n\n";

    assertThat(frames(noise + "id\ndata: a\n: in between\nretry\ndata: b\nunknown: y\n\n" + noise))
        .containsExactly("null:a\nb");
  }

  @Test
  void forgetsTheNameOfAnEventWithoutData() throws IOException {
    assertThat(frames("event: lost\n\ndata: a\n\nevent: kept\ndata: b\n\ndata: c\n\n"))
        .containsExactly("null:a", "kept:b", "null:c");
  }

  @Test
  void theLastNameCounts() throws IOException {
    assertThat(frames("event: a\nevent: b\ndata: x\n\nevent: a\nevent:\ndata: y\n\n"))
        .containsExactly("b:x", "null:y");
  }

  @Test
  void aNameThatComesAgainIsTheSameString() throws IOException {
    SseReader reader =
        new SseReader(
            Cuts.whole(utf8("event: one\ndata: a\n\n".repeat(2) + "event: two\ndata: b\n\n")), 100);

    String first = reader.next().name();

    assertThat(reader.next().name()).isSameAs(first);
    assertThat(reader.next().name()).isEqualTo("two");
  }

  @Test
  void skipsAByteOrderMarkAtTheStartAlone() throws IOException {
    assertThat(frames("\uFEFFdata: a\n\n\uFEFFdata: b\n\ndata: \uFEFFc\n\n"))
        .containsExactly("null:a", "null:\uFEFFc");
    assertThat(frames("\uFEFF\ndata: a\n\n")).containsExactly("null:a");
  }

  @Test
  void discardsAnEventThatTheEndCuts() throws IOException {
    assertThat(frames("data: a\n\ndata: b\n")).containsExactly("null:a");
    assertThat(frames("data: a\n\ndata: b")).containsExactly("null:a");
    assertThat(frames("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", ""})
  @Fault("F072")
  void anErrorThatTheEndCutsIsHandedOut(String end) throws IOException {
    String overloaded = "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}";
    String flat = "{\"type\":\"error\",\"code\":\"server_error\",\"message\":\"failed\"}";

    assertThat(frames("data: a\n\nevent: error\ndata: " + overloaded + end))
        .containsExactly("null:a", "error:" + overloaded);
    assertThat(frames("data: " + overloaded + end)).containsExactly("null:" + overloaded);
    assertThat(frames("event: error\ndata: " + flat + end)).containsExactly("error:" + flat);
    assertThat(frames("error: " + flat + end)).containsExactly("error:" + flat);
    assertThat(frames("\uFEFFdata: " + overloaded + end)).containsExactly("null:" + overloaded);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"type\":\"overloaded_error\",\"message\":\"Over",
        "{\"error\":{\"type\":\"overloaded_error\"}",
        "overloaded",
        "\"overloaded\"",
        "[]",
      })
  @Fault("F072")
  void whatIsNoneOrIsCutItselfIsNot(String data) throws IOException {
    assertThat(frames("data: a\n\ndata: " + data)).containsExactly("null:a");
    assertThat(frames("data: a\n\ndata: " + data + "\n")).containsExactly("null:a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"error\":null}",
        "{\"message\":\"of an event that is called nothing\"}",
        "{}",
      })
  void anObjectThatIsWholeIsHandedOutWithoutABlankLine(String data) throws IOException {
    assertThat(frames("data: a\n\ndata: " + data)).containsExactly("null:a", "null:" + data);
    assertThat(frames("data: a\n\ndata: " + data + "\n")).containsExactly("null:a", "null:" + data);
    assertThat(frames("data: a\n\ndata: " + data + "}")).containsExactly("null:a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  @Fault("F072")
  void linesOfJsonThatAreNoFieldsAreTheLastEvent(String end) throws IOException {
    String error = String.join(end, "{", "  \"error\": {", "    \"code\": 499", "  }", "}");
    String kept = "null:" + error.replace(end, "\n") + "\n";

    assertThat(frames("data: a" + end + end + error)).containsExactly("null:a", kept);
    assertThat(frames("data: a" + end + end + error + end)).containsExactly("null:a", kept);
    assertThat(frames(error + end + ": bye" + end + "data: a" + end + end))
        .containsExactly("null:a", kept);
    assertThat(frames("[" + error)).containsExactly("null:[" + kept.substring(5));
  }

  @Test
  void ofLinesThatAreNoFieldsNoMoreIsKeptThanAnErrorNeeds() throws IOException {
    List<String> frames = frames("{\n" + "  \"a\": 1,\n".repeat(20_000));

    assertThat(frames).singleElement().asString().hasSize("null:".length() + 64 * 1024);
  }

  @Test
  void handsOutAnEventBeforeTheNextByteIsThere() throws IOException {
    byte[] bytes = "data: a\r\r".getBytes(StandardCharsets.UTF_8);
    ByteSource first = Cuts.whole(bytes);
    SseReader reader =
        new SseReader(
            (into, offset, length) -> {
              int count = first.read(into, offset, length);
              if (count < 0) {
                throw new AssertionError("asked for more than the event needs");
              }
              return count;
            },
            100);

    assertThat(text(reader.next())).isEqualTo("null:a");
  }

  @Test
  void growsForLargeEventsAndJoinsTheirLines() throws IOException {
    String line = "0123456789".repeat(2_000);
    String body = ("data: " + line + "\n: c\n").repeat(30) + "\n" + "data: next\n\n";
    String joined = String.join("\n", Collections.nCopies(30, line));

    assertThat(frames(Cuts.whole(utf8(body)), 1_000_000))
        .containsExactly("null:" + joined, "null:next");
  }

  @Test
  void commentsOfAnyNumberNeedNoRoom() throws IOException {
    assertThat(
            frames(Cuts.whole(utf8("data: a\n" + ": ping ping ping\n".repeat(5_000) + "\n")), 10))
        .containsExactly("null:a");
  }

  /** A power of two in each line, so that full buffers end where a line does. */
  @Test
  void alwaysAsksForSomething() throws IOException {
    ByteSource bytes =
        Cuts.whole(utf8((":" + "c".repeat(62) + "\n").repeat(1_000) + "data: a\n\n"));
    ByteSource strict =
        (into, offset, length) -> {
          assertThat(length).isPositive();
          return bytes.read(into, offset, length);
        };

    assertThat(frames(strict, 10)).containsExactly("null:a");
  }

  @Test
  @Fault("F082")
  void refusesAnEventAboveTheLimit() {
    String value = "x".repeat(10_000);

    assertThatThrownBy(() -> frames(Cuts.whole(utf8("data: " + value + "\n\n")), 9_999))
        .isInstanceOf(FrameTooLargeException.class)
        .hasMessageContaining("9999");
    assertThatThrownBy(() -> frames(Cuts.whole(utf8("data: " + value)), 9_000))
        .isInstanceOf(FrameTooLargeException.class);
    assertThatThrownBy(
            () -> frames(Cuts.whole(utf8(("data: " + "y".repeat(50) + "\n").repeat(200))), 9_999))
        .isInstanceOf(FrameTooLargeException.class);
    assertThatThrownBy(() -> frames(Cuts.whole(utf8(":" + value)), 100))
        .isInstanceOf(FrameTooLargeException.class);
  }

  @Test
  void takesAnEventOfExactlyTheLimit() throws IOException {
    String value = "x".repeat(10_000);

    assertThat(frames(Cuts.whole(utf8("data: " + value + "\n\n")), 10_000))
        .containsExactly("null:" + value);
  }

  @Test
  void passesOnThatTheSourceBroke() {
    SseReader reader =
        new SseReader(
            (into, offset, length) -> {
              throw new EOFException("broken");
            },
            100);

    assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
  }

  private static List<String> frames(String body) throws IOException {
    return frames(Cuts.whole(utf8(body)), 1_000_000);
  }

  static List<String> frames(ByteSource source, int limit) throws IOException {
    SseReader reader = new SseReader(source, limit);
    List<String> frames = new ArrayList<>();
    for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
      frames.add(text(frame));
    }
    return frames;
  }

  private static String text(Frame frame) {
    return frame.name()
        + ":"
        + new String(frame.bytes(), frame.offset(), frame.length(), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
