package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Short questions, of which "not" is much of what they say, each against itself denied. */
class NegatedQuestionsTest {
  private static final List<String> ASKING = List.of("who", "what", "where", "when", "which");

  /** With none, one and two words that say what the question is about. */
  private static final List<String> RESTS = List.of("do it", "wash it", "wash cars");

  private final ScriptedProvider a = ScriptedProvider.named("a").always("an answer");
  private final ResponseCache cache =
      ResponseCache.ofMegabytes(4).semantic(Semantic.by(text -> new float[] {1}).threshold(0));
  private final LlmClient llm =
      LlmClient.builder().provider(a).defaultModel("a/m").use(cache).build();

  @AfterEach
  void close() {
    llm.close();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          can,    can't
          will,   won't
          shall,  shan't
          could,  couldn't
          would,  wouldn't
          should, shouldn't
          must,   mustn't
          might,  mightn't
          may,    mayn't
          need,   needn't
          do,     don't
          does,   doesn't
          did,    didn't
          is,     isn't
          are,    aren't
          was,    wasn't
          were,   weren't
          has,    hasn't
          have,   haven't
          had,    hadn't
          """)
  void aShortQuestionIsNotAnsweredWithWhatWasAnsweredToItsDenial(String plain, String denied) {
    List<String> shared = new ArrayList<>();
    for (String asking : ASKING) {
      for (String rest : RESTS) {
        String question = asking + ' ' + plain + " they " + rest + '?';
        List.of(
                asking + ' ' + denied + " they " + rest + '?',
                asking + ' ' + denied.replace("'", "’") + " they " + rest + '?',
                asking + ' ' + plain + " they not " + rest + '?',
                asking + ' ' + plain + " they never " + rest + '?')
            .forEach(
                other -> {
                  if (isShared(question, other) || isShared(other, question)) {
                    shared.add(question + " | " + other);
                  }
                });
      }
    }

    assertThat(shared).isEmpty();
  }

  private boolean isShared(String kept, String asked) {
    CacheControl apart = CacheControl.DEFAULT.namespace(kept + '|' + asked);
    llm.prompt(kept).with(apart).text();
    return llm.prompt(asked).with(apart).send().served().cache() != CacheStatus.MISS;
  }
}
