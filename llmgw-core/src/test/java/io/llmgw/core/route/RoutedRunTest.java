package io.llmgw.core.route;

import static io.llmgw.core.route.RouteStage.A;
import static io.llmgw.core.route.RouteStage.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.Round;
import io.llmgw.api.route.Route;
import io.llmgw.api.tool.Tool;
import io.llmgw.test.Door;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each round of a run with tools is routed. */
class RoutedRunTest {
  private static final ChatRequest QUESTION =
      ChatRequest.builder()
          .user("Do I need a coat?")
          .tools(Tool.of("weather", "tells it", City.class, city -> "rain in " + city.name()))
          .build();

  /** What the tool is asked for. */
  record City(String name) {}

  /** What is asked for as a value. */
  record Answer(String color) {}

  @RegisterExtension final RouteStage stage = new RouteStage();

  @ParameterizedTest
  @EnumSource
  void aRoundGoesOnToTheNextTargetAndTheRunGoesOn(Door door) {
    stage.route(Route.ordered(A, B));
    stage.a.answers(script -> script.toolCall("c1", "weather", "{\"name\":\"Oslo\"}"));
    stage.a.fails(ErrorKind.OVERLOADED);
    stage.b.answers("Take a coat.");

    assertThat(door.open(stage.llm(), QUESTION).text()).endsWith("Take a coat.");
    assertThat(stage.a.received()).isEqualTo(2);
    assertThat(stage.b.received()).isEqualTo(1);
  }

  @Test
  void theAnswerSaysWhichRoundWasAnsweredWhere() {
    stage.route(Route.ordered(A, B));
    stage.a.answers(script -> script.toolCall("c1", "weather", "{\"name\":\"Oslo\"}"));
    stage.a.fails(ErrorKind.OVERLOADED);
    stage.b.answers("Take a coat.");

    assertThat(stage.llm().chat(QUESTION).rounds())
        .extracting(Round::target)
        .containsExactly("a/m", "b/m");
  }

  @Test
  void aValueIsAskedForInAFormThatAllTargetsCanGive() {
    stage.route(Route.ordered(A, B));
    stage.b.with(Capabilities.of(Capability.CHAT, Capability.STREAMING));
    stage.a.answers("{\"color\":\"blue\"}");

    assertThat(stage.llm().prompt("sky?").as(Answer.class)).isEqualTo(new Answer("blue"));

    ChatRequest sent = (ChatRequest) stage.a.requests().get(0);
    assertThat(sent.content().responseFormat())
        .isEqualTo(RouteStage.QUESTION.content().responseFormat());
  }
}
