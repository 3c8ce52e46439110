package io.llmgw.core.route;

import static io.llmgw.api.route.Route.ordered;
import static io.llmgw.core.route.RouteStage.A;
import static io.llmgw.core.route.RouteStage.B;
import static io.llmgw.core.route.RouteStage.C;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.response.ChatResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where calls go whose prompt was too long, or refused for its content. */
class SeparateWaysTest {
  @RegisterExtension final RouteStage stage = new RouteStage();

  @Test
  void aPromptThatWasTooLongGoesToALargerWindowOnly() {
    stage.route(ordered(A, B, C)).window("a/m", 8_000).window("b/m", 4_000).window("c/m", 128_000);
    stage.a.fails(ErrorKind.CONTEXT_LENGTH);
    stage.c.answers("Blue");

    ChatResponse response = stage.ask();

    assertThat(response.served().target()).isEqualTo("c/m");
    assertThat(stage.b.received()).isZero();
    assertThat(RouteStage.notes(response))
        .contains("skips b/m: it is not known to have a larger window than a/m");
  }

  @Test
  void oneOfTheSameSizeIsNotLarger() {
    stage.route(ordered(A, B)).window("a/m", 8_000).window("b/m", 8_000);
    stage.a.fails(ErrorKind.CONTEXT_LENGTH);

    assertThat(stage.failure().kind()).isEqualTo(ErrorKind.CONTEXT_LENGTH);
    assertThat(stage.b.received()).isZero();
  }

  @Test
  void aPromptThatWasTooLongGoesNowhereThatIsNotKnownToBeLarger() {
    stage.route(ordered(A, B)).window("a/m", 8_000);
    stage.a.fails(ErrorKind.CONTEXT_LENGTH);

    assertThat(stage.failure().kind()).isEqualTo(ErrorKind.CONTEXT_LENGTH);
    assertThat(stage.b.received()).isZero();
  }

  @Test
  void aPromptThatWasTooLongGoesWhereTheRouteSaysFirst() {
    stage
        .route(ordered(A, B).onContextLength(C))
        .window("a/m", 8_000)
        .window("b/m", 64_000)
        .window("c/m", 128_000);
    stage.a.fails(ErrorKind.CONTEXT_LENGTH);
    stage.c.answers("Blue");

    assertThat(stage.ask().served().target()).isEqualTo("c/m");
    assertThat(stage.b.received()).isZero();
  }

  @Test
  void afterThatWayTheRestIsAskedAsFarAsItIsLarger() {
    stage
        .route(ordered(A, B).onContextLength(C))
        .window("a/m", 8_000)
        .window("b/m", 64_000)
        .window("c/m", 128_000);
    stage.a.fails(ErrorKind.CONTEXT_LENGTH);
    stage.c.fails(ErrorKind.OVERLOADED);
    stage.b.answers("Blue");

    assertThat(RouteStage.targets(stage.ask().served().attempts()))
        .containsExactly("a/m", "c/m", "b/m");
  }

  @Test
  void aRefusalForTheContentGoesWhereTheRouteSays() {
    stage.route(ordered(A, B).onContentPolicy(C));
    stage.a.fails(ErrorKind.CONTENT_POLICY);
    stage.c.answers("Blue");

    ChatResponse response = stage.ask();

    assertThat(response.served().target()).isEqualTo("c/m");
    assertThat(RouteStage.notes(response)).contains("goes from a/m to c/m: CONTENT_POLICY");
  }

  @Test
  void afterARefusalForTheContentNothingElseOfTheRouteIsAsked() {
    stage.route(ordered(A, B).onContentPolicy(C));
    stage.a.fails(ErrorKind.CONTENT_POLICY);
    stage.c.fails(ErrorKind.OVERLOADED);

    assertThat(stage.failure().kind()).isEqualTo(ErrorKind.OVERLOADED);
    assertThat(stage.b.received()).isZero();
  }

  @Test
  void aSecondRefusalIsFinal() {
    stage.route(ordered(A, B).onContentPolicy(C));
    stage.a.fails(ErrorKind.CONTENT_POLICY);
    stage.c.fails(ErrorKind.CONTENT_POLICY);

    assertThat(stage.failure().kind()).isEqualTo(ErrorKind.CONTENT_POLICY);
    assertThat(stage.b.received()).isZero();
  }

  @Test
  void theWaysOfARouteAroundCountForThoseInside() {
    stage.route(ordered(ordered(A), B).onContentPolicy(C));
    stage.a.fails(ErrorKind.CONTENT_POLICY);
    stage.c.answers("Blue");

    assertThat(stage.ask().served().target()).isEqualTo("c/m");
  }

  @Test
  void aRefusalOnTheWayForLongPromptsLeadsWhereItWouldHaveLed() {
    stage
        .route(ordered(A).onContextLength(B).onContentPolicy(C))
        .window("a/m", 8_000)
        .window("b/m", 64_000);
    stage.a.fails(ErrorKind.CONTEXT_LENGTH);
    stage.b.fails(ErrorKind.CONTENT_POLICY);
    stage.c.answers("Blue");

    assertThat(stage.ask().served().target()).isEqualTo("c/m");
  }
}
