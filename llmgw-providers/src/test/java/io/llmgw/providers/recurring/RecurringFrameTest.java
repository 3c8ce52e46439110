package io.llmgw.providers.recurring;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.Frame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;

/** Only what differs from the frame before in nothing but words and padding is read without it. */
class RecurringFrameTest {
  private static final String FRAME = "{\"id\":\"c 1\",\"text\":\"one\",\"n\":[1],\"end\":null}";
  private static final String PADDED_AFTER = "{\"id\":1,\"text\":\"one\",\"n\":1,\"pad\":\"abc\"}";
  private static final String COUNTED = "{\"count\":9,\"pad\":\"abc\",\"text\":\"one\",\"end\":0}";
  private static final String PADDED_BEFORE = "{\"pad\":\"abc\",\"id\":1,\"text\":\"one\",\"n\":1}";

  private final RecurringFrame recurring = new RecurringFrame();
  private final FrameWords words = new FrameWords();

  @ParameterizedTest
  @ValueSource(strings = {"two", "", "a\\nb", "caf\u00e9", "\\u0041", "\uD83D\uDE00", "a \\\" b"})
  void readsOtherWords(String other) {
    learn(FRAME);

    assertThat(repeats(FRAME.replace("one", other))).isTrue();
    assertThat(words.text()).isEqualTo(parsed("\"" + other + "\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "a\",\"b",
        "a\",\"text\":\"b",
        "\\",
        "\\x",
        "a\nb",
        "\\u00",
        "\0",
        "\uFFFD",
        "a\\\\\""
      })
  void leavesToTheParserWhatEndsTheStringOrIsNone(String other) {
    learn(FRAME);

    assertThat(repeats(FRAME.replace("one", other))).isFalse();
    assertThat(words.text()).isEqualTo("one");
  }

  @ParameterizedTest
  @ValueSource(strings = {FRAME, PADDED_AFTER, PADDED_BEFORE})
  void leavesToTheParserWhatDiffersInAnyOtherByte(String frame) {
    learn(frame);

    int checked = 0;
    for (int i = 0; i < frame.length(); i++) {
      if (!isIn(frame, "one", i) && !isIn(frame, "abc", i)) {
        for (char other : "x \\\"}1".toCharArray()) {
          String changed = frame.substring(0, i) + other + frame.substring(i + 1);
          assertThat(repeats(changed)).as(changed).isEqualTo(changed.equals(frame));
        }
        assertThat(repeats(frame.substring(0, i) + frame.substring(i + 1))).isFalse();
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(20);
  }

  private static boolean isIn(String frame, String free, int at) {
    int start = frame.indexOf(free);
    return start >= 0 && at >= start && at < start + free.length();
  }

  @ParameterizedTest
  @ValueSource(strings = {PADDED_AFTER, PADDED_BEFORE})
  void readsWordsBesideAnyPadding(String frame) {
    learn(frame);

    assertThat(repeats(frame.replace("abc", "").replace("one", "two"))).isTrue();
    assertThat(words.text()).isEqualTo("two");
    assertThat(repeats(frame.replace("abc", "a longer one").replace(":\"one", ":\"3"))).isTrue();
    assertThat(words.text()).isEqualTo("3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\nb", "\\q", "\u00e9", "a\"b", "a\nb", "\\"})
  void leavesPaddingThatMayBeWrongToTheParser(String padding) {
    learn(PADDED_AFTER);

    assertThat(repeats(PADDED_AFTER.replace("abc", padding))).isFalse();
  }

  @Test
  void blanksBeforeTheLastBraceMeanNothing() {
    learn("{\"text\":\"one\"  }");

    assertThat(repeats("{\"text\":\"two\"}")).isTrue();
    assertThat(repeats("{\"text\":\"three\"                }")).isTrue();
    assertThat(words.text()).isEqualTo("three");
    assertThat(repeats("{\"text\":\"four\"\n}")).isFalse();
    assertThat(repeats("{\"text\":\"four\"} ")).isFalse();
    assertThat(repeats("{\"text\":\"four\"  ")).isFalse();
    assertThat(repeats("{\"text\":\"four\"}}")).isFalse();
  }

  @Test
  void blanksBehindTheLastBraceAreNotLearned() {
    learn("{\"text\":\"one\"} ");

    assertThat(repeats("{\"text\":\"two\"}}")).isFalse();
    assertThat(repeats("{\"text\":\"two\"} ")).isFalse();
  }

  @Test
  void aFrameOfAnotherNameIsAnother() {
    learn("delta", FRAME);

    assertThat(recurring.repeats(frame("delta", FRAME))).isTrue();
    assertThat(recurring.repeats(frame("error", FRAME))).isFalse();
    assertThat(recurring.repeats(frame(null, FRAME))).isFalse();
  }

  @Test
  void theFrameLearnedLastCounts() {
    learn(PADDED_AFTER);
    learn(FRAME);

    assertThat(repeats(PADDED_AFTER)).isFalse();
    assertThat(repeats(FRAME)).isTrue();
    recurring.forget();
    assertThat(repeats(FRAME)).isFalse();
  }

  @Test
  void wordsOfSeveralStringsAreNotLearned() {
    learn("{\"text\":\"one\",\"text\":\"two\"}");

    assertThat(words.text()).isEqualTo("onetwo");
    assertThat(repeats("{\"text\":\"one\",\"text\":\"two\"}")).isFalse();
  }

  @Test
  void keepsNoLargeFrame() {
    String large = FRAME.replace("c 1", "x".repeat(RecurringFrame.MOST_BYTES));
    learn(large);

    assertThat(repeats(large)).isFalse();
  }

  @Test
  void readsLongWordsInASmallFrame() {
    String text = "word ".repeat(RecurringFrame.MOST_BYTES);
    learn(FRAME);

    assertThat(repeats(FRAME.replace("one", text))).isTrue();
    assertThat(words.text()).isEqualTo(text);
  }

  @Test
  void theFieldThatSaysSomethingIsTheOne() {
    FrameWords empty = new FrameWords();
    FrameWords one = new FrameWords();
    one.set("one");

    assertThat(FrameWords.first(List.of(empty, one))).isSameAs(one);
    assertThat(FrameWords.first(List.of(empty))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "7", "10", "123456789012345678"})
  void readsFramesThatAreCounted(String count) {
    learn(COUNTED);

    assertThat(repeats(COUNTED.replace("9", count).replace("one", "two"))).isTrue();
    assertThat(words.text()).isEqualTo("two");
    assertThat(repeats(COUNTED.replace("abc", "").replace("one", "three"))).isTrue();
    assertThat(words.text()).isEqualTo("three");
  }

  @Test
  void readsFramesThatAreCountedAtTheirEnd() {
    String counted = "{\"text\":\"one\",\"end\":0,\"count\":9}";
    learn(counted);

    assertThat(repeats(counted.replace("one", "two").replace("9", "10"))).isTrue();
    assertThat(words.text()).isEqualTo("two");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "07", "-1", "1.5", "1e3", "1 ", "\"9\"", "null", "1234567890123456789"})
  void leavesToTheParserWhatIsNoCount(String count) {
    learn(COUNTED);

    assertThat(repeats(COUNTED.replace("9", count).replace("one", "two"))).isFalse();
    assertThat(words.text()).isEqualTo("one");
  }

  @Test
  void aNumberThatIsNotTheCountMayNotDiffer() {
    learn(COUNTED);

    assertThat(repeats(COUNTED.replace("\"end\":0", "\"end\":1"))).isFalse();
  }

  private void learn(String json) {
    learn(null, json);
  }

  private void learn(@Nullable String name, String json) {
    Frame frame = frame(name, json);
    words.clear();
    int padding = -1;
    int number = -1;
    try (JsonParser parser = WireJson.parser(frame.bytes(), frame.offset(), frame.length())) {
      parser.nextToken();
      String field;
      while ((field = parser.nextName()) != null) {
        parser.nextToken();
        switch (field) {
          case "text" -> words.add(parser);
          case "pad" -> padding = WireJson.place(parser);
          case "count" -> number = WireJson.place(parser);
          default -> parser.skipChildren();
        }
      }
    }
    recurring.learn(frame, words, padding, number);
  }

  private boolean repeats(String json) {
    return recurring.repeats(frame(null, json));
  }

  private static Frame frame(@Nullable String name, String json) {
    byte[] bytes = ("}}" + json + "}").getBytes(StandardCharsets.UTF_8);
    Frame frame = new Frame();
    frame.show(name, bytes, 2, bytes.length - 3);
    return frame;
  }

  private static String parsed(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    try (JsonParser parser = WireJson.parser(bytes, 0, bytes.length)) {
      parser.nextToken();
      return parser.getString();
    }
  }
}
