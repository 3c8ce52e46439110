package io.llmgw.cache.similar;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.cache.Veto;
import io.llmgw.cache.veto.Marks;
import io.llmgw.cache.veto.Vetoes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What forbids an answer is the same, whichever of two questions was asked first. */
class EitherWayTest {
  /** Each question is laid beside so many of those that follow it in its list. */
  private static final int FOLLOWING = 30;

  @ParameterizedTest
  @ValueSource(strings = {"told-apart.txt", "shared.txt"})
  void everyQuestionOfTheListsBesideItsNeighbours(String list) throws IOException {
    List<String> questions = questions(list);
    List<String> oneWay = new ArrayList<>();

    for (int i = 0; i < questions.size(); i++) {
      for (int j = i + 1; j < Math.min(questions.size(), i + FOLLOWING); j++) {
        collectOneWay(questions.get(i), questions.get(j), oneWay);
      }
    }

    assertThat(oneWay).isEmpty();
  }

  /** Their words may be laid side by side in two ways, one of which shows what differs. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What would be the second step? | Is the rent due on the first?
          Is the rent due on the fifth?  | Do I add the water first?
          Is a&b evaluated?              | Does B cause A?
          """)
  void whereWordsMeetInTwoWays(String one, String other) {
    List<String> oneWay = new ArrayList<>();

    collectOneWay(one, other, oneWay);

    assertThat(oneWay).isEmpty();
  }

  @Test
  void everyLabelledPair() throws IOException {
    List<String> oneWay = new ArrayList<>();

    for (LabelledPair pair : LabelledPair.required()) {
      collectOneWay(pair.one(), pair.other(), oneWay);
    }

    assertThat(oneWay).isEmpty();
  }

  private static List<String> questions(String list) throws IOException {
    List<String> questions = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(
            EitherWayTest.class.getResourceAsStream("/io/llmgw/cache/" + list))) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String[] cells = line.split("\\|", -1);
        for (int i = 1; i < cells.length; i++) {
          questions.add(cells[i].strip());
        }
      }
    }
    return questions;
  }

  private static void collectOneWay(String one, String other, List<String> oneWay) {
    Marks mine = Marks.of(one);
    Marks others = Marks.of(other);
    @Nullable Veto forth = Vetoes.between(mine, others);
    @Nullable Veto back = Vetoes.between(others, mine);
    if (forth != back) {
      oneWay.add(one + " | " + other + ": " + forth + ", " + back);
    }
  }
}
