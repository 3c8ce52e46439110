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
  private static final String PADDED_BEFORE = "{\"pad\":\"abc\",\"id\":1,\"text\":\"one\",\"n\":1}";

  private final RecurringFrame recurring = new RecurringFrame();
  private final FrameWords words = new FrameWords();
  private final FrameNumbers numbers = new FrameNumbers();

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"count\":7,\"text\":\"one\",\"count\":123}",
        "{\"text\":\"one\",\"count\": 7 ,\"pad\":\"a\",\"count\":123 }",
        "{\"pad\":\"a\",\"count\":7,\"count\":123,\"text\":\"one\"}"
      })
  void readsOtherNumbersOfWhichItIsKnownWhereTheyGo(String frame) {
    learn(frame);

    assertThat(repeats(frame.replace("7", "0").replace("123", "999999999"))).isTrue();
    assertThat(numbers.value(0)).isZero();
    assertThat(numbers.value(1)).isEqualTo(999_999_999);
    assertThat(repeats(frame.replace("one", "two").replace("7", "10"))).isTrue();
    assertThat(words.text()).isEqualTo("two");
    assertThat(numbers.value(0)).isEqualTo(10);
    assertThat(numbers.value(1)).isEqualTo(123);
    assertThat(numbers.field(1)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-7",
        "+7",
        "07",
        "00",
        "7.0",
        "7e1",
        "7E1",
        "\"7\"",
        "null",
        "7 7",
        "x",
        "1000000000",
        "99999999999999999999"
      })
  void leavesToTheParserWhatIsNoPlainNumber(String other) {
    String frame = "{\"text\":\"one\",\"count\":7,\"n\":1}";
    learn(frame);

    assertThat(repeats(frame.replace("7", other))).isFalse();
    assertThat(numbers.value(0)).isEqualTo(7);
    assertThat(words.text()).isEqualTo("one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-7", "7.0", "\"7\"", "null", "1000000000"})
  void learnsNoNumberThatIsNotPlain(String number) {
    learn("{\"text\":\"one\",\"count\":" + number + "}");

    assertThat(numbers.isComplete()).isEqualTo(number.equals("-7"));
    assertThat(repeats("{\"text\":\"one\",\"count\":8}")).isFalse();
  }

  @Test
  void knowsOfSoManyNumbersAndNoMore() {
    learn("{\"text\":\"one\"" + ",\"count\":7".repeat(FrameNumbers.MOST) + "}");
    assertThat(numbers.isComplete()).isTrue();
    assertThat(numbers.count()).isEqualTo(FrameNumbers.MOST);

    learn("{\"text\":\"one\"" + ",\"count\":7".repeat(FrameNumbers.MOST + 1) + "}");
    assertThat(numbers.isComplete()).isFalse();
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

  private void learn(String json) {
    learn(null, json);
  }

  private void learn(@Nullable String name, String json) {
    Frame frame = frame(name, json);
    words.clear();
    numbers.clear();
    int padding = -1;
    try (JsonParser parser = WireJson.parser(frame.bytes(), frame.offset(), frame.length())) {
      parser.nextToken();
      String field;
      while ((field = parser.nextName()) != null) {
        parser.nextToken();
        switch (field) {
          case "text" -> words.add(parser);
          case "pad" -> padding = WireJson.place(parser);
          case "count" -> {
            numbers.add(parser, numbers.count());
            parser.skipChildren();
          }
          default -> parser.skipChildren();
        }
      }
    }
    recurring.learn(frame, words, padding, numbers);
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
