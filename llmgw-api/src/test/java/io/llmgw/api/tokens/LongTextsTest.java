package io.llmgw.api.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.route.ModelRef;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LongTextsTest {
  private static final List<String> LINES =
      List.of(
          "The quick brown fox jumps over the lazy dog near the river bank.\n",
          "public static int sum(int a, int b) { return a + b; }\n",
          "{\"name\":\"Ada\",\"age\":36,\"tags\":[\"math\",\"code\"]}\n",
          "敏捷的棕色狐狸跳过了懒狗。\n");

  private final LongTexts texts = new LongTexts();

  @Test
  void ofTwelveMegabytesASixthIsRead() {
    texts.add("x".repeat(12 << 20));

    assertThat(texts.charsRead()).isLessThan(2_000_000);
    assertThat(charsCounted()).isEqualTo(12 << 20);
  }

  @Test
  void ofManyShortTextsNoMoreAreRead() {
    for (int i = 0; i < 12 << 10; i++) {
      texts.add("x".repeat(1 << 10));
    }

    assertThat(texts.charsRead()).isLessThan(2_000_000);
    assertThat(charsCounted()).isEqualTo(12 << 20);
  }

  @Test
  void allOfAnOrdinaryPromptIsRead() {
    String text = "word 1".repeat(LongTexts.WHOLE / 6);

    texts.add(text);

    assertThat(texts.charsRead()).isEqualTo(text.length());
  }

  @Test
  void aTextThatIsReadByPiecesIsOneText() {
    ModelFamily family = ModelFamily.of(ModelRef.parse("openai/gpt-4o"));
    String text = mixed(100_000);
    TextTally charByChar = new TextTally();

    texts.add(text);
    text.chars().forEach(c -> charByChar.add(Character.toString(c)));

    assertThat(family.text(texts)).isEqualTo(family.text(charByChar)).isPositive();
  }

  @Test
  void noTextHasNoTokens() {
    assertThat(ModelFamily.of(ModelRef.parse("openai/gpt-4o")).text(texts)).isZero();
  }

  @Test
  void aTextCountsTheSameHoweverOftenItIsAsked() {
    texts.add(mixed(3_000_000));

    assertThat(charsCounted()).isEqualTo(3_000_000);
    assertThat(charsCounted()).isEqualTo(3_000_000);
  }

  /** How many chars all that was read stands for: each of them weighs 1. */
  private double charsCounted() {
    double[] ones = new double[TextState.COUNT];
    Arrays.fill(ones, 1);
    return texts.weighed(ones);
  }

  /** Also where what is beyond the part that is read whole is shorter than one window. */
  @Test
  void whatIsReadStandsForTheRest() {
    ModelRef model = ModelRef.parse("openai/gpt-4o");
    TokenEstimator estimator = TokenEstimator.create();
    for (int chars : new int[] {LongTexts.WHOLE + 100, 1_100_000, 3_000_000, 12_000_000}) {
      String text = mixed(chars);
      long all = estimator.outputTokens(TextTally.of(text), model);

      long estimated = estimator.inputTokens(ChatRequest.of(text), model);

      assertThat(estimated).as("of %s chars", chars).isCloseTo(all, Percentage.withPercentage(4));
    }
  }

  /** Stretches of different kinds of text, as of files and pages. */
  private static String mixed(int chars) {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder(chars + 10_000);
    while (text.length() < chars) {
      int lines = 1 + random.nextInt(100);
      text.append(LINES.get(random.nextInt(LINES.size())).repeat(lines));
    }
    return text.substring(0, chars);
  }
}
