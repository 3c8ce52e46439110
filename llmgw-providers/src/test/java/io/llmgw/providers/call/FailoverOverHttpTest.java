package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.route.Ordered;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.simulated.Cut;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call over real sockets goes from one server to the next. */
@ExtendWith(LeakRule.class)
class FailoverOverHttpTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  private SimulatedProvider first = server("first", Reply.status(529));
  private SimulatedProvider second = server("second", Reply.text("Red").cutAfterEvents(1, Cut.RST));
  private final SimulatedProvider third =
      SimulatedProvider.anthropic().named("third").always("Blue light scatters most.").start();

  private static SimulatedProvider server(String name, Reply reply) {
    return SimulatedProvider.openAi().named(name).always(reply).start();
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
    third.close();
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F101")
  void theThirdAnswersWhenOneIsBusyAndOneBreaksOff(Door door) {
    second.close();
    second = server("second", Reply.text("Red").cutBeforeHead(Cut.RST));
    try (LlmClient llm = client(all())) {
      DoorResult result = door.open(llm, QUESTION);

      assertThat(result.text()).isEqualTo("Blue light scatters most.");
      assertThat(first.requests()).hasSize(1);
      assertThat(second.requests()).hasSize(1);
      assertThat(third.requests()).hasSize(1);
    }
  }

  @Test
  @Fault("F101")
  void theAnswerHasTheAttemptsThatTheServersSaw() {
    try (LlmClient llm = client(all())) {
      ChatResponse response = llm.chat(QUESTION);

      assertThat(response.served().target()).isEqualTo(third.model());
      assertThat(response.served().attempts())
          .extracting(AttemptRecord::target)
          .containsExactly(first.model(), second.model(), third.model());
      assertThat(response.served().attempts().get(0).error()).isEqualTo(ErrorKind.OVERLOADED);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STREAM", "PUBLISH"})
  @Fault("F088")
  void aStreamThatBreaksOffAfterContentIsNotAskedForElsewhere(Door door) {
    second.close();
    second = server("second", Reply.text("Red light, and more of it").cutAfterEvents(4, Cut.RST));
    try (LlmClient llm = client(all())) {
      DoorResult result = door.open(llm, QUESTION);

      assertThat(result.ending()).isEqualTo(DoorResult.Ending.FAILED);
      assertThat(result.text()).isNotEmpty();
      assertThat(third.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Fault({"F050", "F072"})
  void anErrorInsideAnAnswerOfStatus200IsAnsweredElsewhere(Door door) {
    first.close();
    first = server("first", Reply.text("Red").errorAfterEvents(0, "overloaded"));
    second.close();
    second = busyClaude("second");
    try (LlmClient llm = client(all())) {
      DoorResult result = door.open(llm, QUESTION);

      assertThat(result.text()).isEqualTo("Blue light scatters most.");
      assertThat(first.requests()).hasSize(1);
      assertThat(second.requests()).hasSize(1);
      assertThat(third.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Fault({"F050", "F072"})
  void whatCameAheadOfSuchErrorsIsDeliveredByNoDoor(Door door) {
    second.close();
    second = busyClaude("second");
    try (LlmClient llm = client(Route.ordered(first.target(), second.target()))) {
      DoorResult result = door.open(llm, QUESTION);

      assertThat(result.errorKind()).isEqualTo(ErrorKind.OVERLOADED);
      assertThat(result.events()).isEmpty();
      assertThat(result.error().attempts())
          .extracting(AttemptRecord::target)
          .containsExactly(first.model(), second.model());
    }
  }

  /** Has begun its message when it finds that it has no capacity. */
  private static SimulatedProvider busyClaude(String name) {
    return SimulatedProvider.anthropic()
        .named(name)
        .always(Reply.text("Red").errorAfterEvents(0, "overloaded_error"))
        .start();
  }

  @Test
  @Fault("F112")
  void noServerIsAskedTwiceForOneCall() {
    second.close();
    second = server("second", Reply.status(500));
    Ordered looped =
        Route.ordered(
            first.target(),
            Route.weighted(Route.share(1, first.target()), Route.share(1, second.target())),
            third.target());
    try (LlmClient llm = client(looped)) {
      assertThat(llm.chat(QUESTION).served().target()).isEqualTo(third.model());

      assertThat(first.requests()).hasSize(1);
      assertThat(second.requests()).hasSize(1);
    }
  }

  @Test
  void embeddingsGoOnToo() {
    second.close();
    second = SimulatedProvider.openAi().named("second").always("unused").start();
    try (LlmClient llm = client(all())) {
      EmbeddingResponse answer = llm.embed(EmbeddingRequest.of("sky"));

      assertThat(answer.served().target()).isEqualTo(second.model());
      assertThat(first.requests()).hasSize(1);
    }
  }

  private Ordered all() {
    return Route.ordered(first.target(), second.target(), third.target());
  }

  private LlmClient client(Route route) {
    return LlmClient.builder()
        .provider(first.provider())
        .provider(second.provider())
        .provider(third.provider())
        .alias("smart", route)
        .defaultModel("smart")
        .retries(Retries.none())
        .time(VirtualTime.skipping())
        .build();
  }
}
