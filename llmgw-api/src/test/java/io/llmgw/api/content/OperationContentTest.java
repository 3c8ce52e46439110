package io.llmgw.api.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the content of every operation. */
class OperationContentTest {
  static Stream<Function<Canaries, RequestContent>> contents() {
    return Stream.of(
        Canaries::embedding,
        Canaries::moderation,
        Canaries::rerank,
        Canaries::image,
        Canaries::speech,
        Canaries::transcription);
  }

  @ParameterizedTest
  @MethodSource("contents")
  void visitsEveryTextOnceInItsOrder(Function<Canaries, RequestContent> made) {
    Canaries canaries = new Canaries();
    RequestContent content = made.apply(canaries);
    List<String> visited = new ArrayList<>();
    List<String> paths = new ArrayList<>();

    RequestContent same =
        content.mapText(
            (path, kind, text) -> {
              paths.add(path);
              visited.add(text);
              return text;
            });

    assertThat(visited).containsExactlyElementsOf(canaries.all());
    assertThat(paths).doesNotHaveDuplicates();
    assertThat(same).isSameAs(content);
  }

  @ParameterizedTest
  @MethodSource("contents")
  void changesOneTextAndNothingElse(Function<Canaries, RequestContent> made) {
    Canaries canaries = new Canaries();
    RequestContent content = made.apply(canaries);

    for (String changed : canaries.all()) {
      List<String> visited = new ArrayList<>();
      RequestContent other =
          content.mapText((path, kind, text) -> text.equals(changed) ? "other" : text);
      other.mapText(
          (path, kind, text) -> {
            visited.add(text);
            return text;
          });

      List<String> expected = new ArrayList<>(canaries.all());
      expected.replaceAll(text -> text.equals(changed) ? "other" : text);
      assertThat(other).isNotEqualTo(content).hasSameClassAs(content);
      assertThat(visited).containsExactlyElementsOf(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("contents")
  void countsTheLengthOfAllOfIt(Function<Canaries, RequestContent> made) {
    RequestContent content = made.apply(new Canaries());
    long[] own = {0};

    content.mapText(
        (path, kind, text) -> {
          own[0] += kind == TextKind.INPUT ? text.length() : 0;
          return text;
        });

    assertThat(own[0]).isPositive();
    assertThat(content.textLength()).isEqualTo(own[0] + content.extras().textLength());
  }

  @ParameterizedTest
  @MethodSource("contents")
  void namesThePathWhereAVisitorReturnsNothing(Function<Canaries, RequestContent> made) {
    RequestContent content = made.apply(new Canaries());

    assertThatNullPointerException()
        .isThrownBy(() -> content.mapText((path, kind, text) -> null))
        .withMessageStartingWith("the visitor returned null at ");
  }
}
