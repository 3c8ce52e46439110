package io.llmgw.jtokkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.tokens.TextTally;
import io.llmgw.api.tokens.TokenEstimator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JtokkitCounterTest {
  private static final ModelRef GPT = ModelRef.parse("openai/gpt-4o");
  private static final JtokkitCounter COUNTER = new JtokkitCounter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openai/gpt-4o-mini",
        "openai/gpt-4.1",
        "azure/gpt-5-mini-2025-08-07",
        "openrouter/openai/gpt-oss-120b",
        "openai/o3",
        "openai/o4-mini",
        "openai/ft:gpt-4o:me::1",
        "openai/gpt-4",
        "openai/gpt-3.5-turbo",
        "openai/text-embedding-3-small"
      })
  void knowsModelsOfOpenAi(String model) {
    assertThat(COUNTER.knows(ModelRef.parse(model))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic/claude-sonnet-4-5", "gemini/gemini-2.5-flash", "x/yo1-z"})
  void knowsNoOthers(String model) {
    assertThat(COUNTER.knows(ModelRef.parse(model))).isFalse();
    assertThatThrownBy(() -> COUNTER.count("a", ModelRef.parse(model)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void countsAsTheTokenizerDoes() {
    assertThat(COUNTER.count("hello world", GPT)).isEqualTo(2);
    assertThat(COUNTER.count("", GPT)).isZero();
    assertThat(COUNTER.count("你好", ModelRef.parse("openai/gpt-4"))).isEqualTo(2);
  }

  /** JTokkit's own countTokens throws at it. */
  @Test
  void aSpecialTokenInATextIsText() {
    assertThat(COUNTER.count("<|endoftext|>", GPT)).isGreaterThan(1);
  }

  @Test
  void makesEstimatesExactOnceItIsLoaded() {
    TokenEstimator estimator = TokenEstimator.counting(COUNTER).executor(Runnable::run).build();

    // 2 of text, 3 around the conversation, 4 around the message.
    assertThat(estimator.inputTokens(ChatRequest.of("hello world"), GPT)).isEqualTo(9);
  }

  /** What the estimator says without it, by kind of text; each text repeats nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "prose | The harbour was quiet that morning. A few gulls argued over a crust while the"
            + " ferry, late again, hooted twice from behind the breakwater. Nobody on the quay"
            + " looked up; the timetable had long been considered a work of fiction.",
        "code | private static int search(int[] sorted, int wanted) { int low = 0; int high ="
            + " sorted.length - 1; while (low <= high) { int middle = (low + high) >>> 1; if"
            + " (sorted[middle] < wanted) { low = middle + 1; } else { high = middle - 1; } }"
            + " return low; }",
        "JSON | {\"orders\":[{\"id\":4711,\"customer\":\"Ada\",\"total\":19.9,\"paid\":true,"
            + "\"lines\":[{\"sku\":\"A-1\",\"quantity\":2},{\"sku\":\"B-7\",\"quantity\":1}]},"
            + "{\"id\":4712,\"customer\":\"Grace\",\"total\":5,\"paid\":false,\"lines\":[]}]}",
        "Chinese | 清晨的港口十分安静。几只海鸥为了一块面包皮争吵不休，而又一次晚点的渡轮在防波堤后面鸣了两声汽笛。"
            + "码头上没有人抬头，因为时刻表早就被大家当成了一部小说。",
        "Japanese | その朝、港は静かだった。数羽のカモメがパンの耳をめぐって言い争い、また遅れたフェリーが防波堤の"
            + "向こうで二度汽笛を鳴らした。埠頭の誰も顔を上げなかった。",
        "Korean | 그날 아침 항구는 조용했다. 갈매기 몇 마리가 빵 껍질을 두고 다투는 동안 또 늦은 여객선이 방파제"
            + " 뒤에서 두 번 경적을 울렸다. 부두에 있던 사람들은 아무도 고개를 들지 않았다.",
        "Russian | В то утро в гавани было тихо. Несколько чаек спорили из-за корки хлеба, а паром,"
            + " снова опоздавший, дважды прогудел из-за волнореза. Никто на причале не поднял головы.",
        "German | An jenem Morgen war es im Hafen still. Ein paar Möwen stritten um eine Brotrinde,"
            + " während die Fähre, wieder verspätet, zweimal hinter der Mole tutete.",
      })
  void theEstimatorIsNearWithoutIt(String kind, String text) {
    for (String model : List.of("openai/gpt-4o", "openai/gpt-4")) {
      ModelRef ref = ModelRef.parse(model);
      double counted = COUNTER.count(text, ref);
      double estimated = TokenEstimator.create().outputTokens(TextTally.of(text), ref);

      System.out.printf(
          "%-9s %-14s counted %.0f, estimated %.0f%n", kind, model, counted, estimated);
      assertThat(Math.abs(estimated - counted) / counted).as(kind + " " + model).isLessThan(0.25);
    }
  }
}
