package io.llmgw.core.route;

import static io.llmgw.api.route.Route.ordered;
import static io.llmgw.api.route.Route.share;
import static io.llmgw.api.route.Route.weighted;
import static io.llmgw.core.route.RouteStage.A;
import static io.llmgw.core.route.RouteStage.B;
import static io.llmgw.core.route.RouteStage.C;
import static io.llmgw.core.route.RouteStage.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.status.BreakerState;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call goes from target to target for its reason, each once, and never after content. */
class FailoverTest {
  @RegisterExtension final RouteStage stage = new RouteStage();

  @ParameterizedTest
  @EnumSource
  void answersFromTheThirdWhenTwoAreDown(Door door) {
    stage.route(ordered(A, B, C));
    stage.a.fails(ErrorKind.OVERLOADED);
    stage.b.answers(script -> script.started().truncate());
    stage.c.answers("Blue");

    DoorResult result = door.open(stage.llm(), QUESTION);

    assertThat(result.text()).isEqualTo("Blue");
    assertThat(List.of(stage.a.received(), stage.b.received(), stage.c.received()))
        .containsExactly(1, 1, 1);
  }

  @Test
  void tellsTheWayThatTheCallWent() {
    stage.route(ordered(A, B));
    stage.a.answers(script -> script.fail(RouteStage.error(ErrorKind.OVERLOADED, 529)));
    stage.b.answers("Blue");

    ChatResponse response = stage.ask();

    assertThat(response.served().target()).isEqualTo("b/m");
    assertThat(RouteStage.targets(response.served().attempts())).containsExactly("a/m", "b/m");
    assertThat(response.served().attempts())
        .extracting(AttemptRecord::error)
        .containsExactly(ErrorKind.OVERLOADED, null);
    assertThat(RouteStage.notes(response)).contains("goes from a/m to b/m: OVERLOADED 529");
  }

  @Test
  void failsWithTheLastFailureAndAllAttempts() {
    stage.route(ordered(A, B));
    stage.a.fails(ErrorKind.OVERLOADED);
    stage.b.fails(ErrorKind.AUTH);

    LlmException failure = stage.failure();

    assertThat(failure.kind()).isEqualTo(ErrorKind.AUTH);
    assertThat(RouteStage.targets(failure.attempts())).containsExactly("a/m", "b/m");
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "DNS",
        "CONNECT",
        "TLS",
        "PROXY",
        "CONNECTION_LOST",
        "TIMEOUT",
        "RATE_LIMIT",
        "OVERLOADED",
        "SERVER",
        "CONFLICT",
        "QUOTA",
        "AUTH",
        "PERMISSION",
        "MODEL_NOT_FOUND",
        "NOT_FOUND",
        "STREAM_BROKEN",
        "STREAM_TRUNCATED",
        "PROTOCOL",
        "EMPTY_RESPONSE",
        "TOO_LARGE",
        "UNSUPPORTED",
        "LOCAL_RESOURCE",
        "NO_TARGET",
        "CONFIGURATION",
        "BUDGET",
        "NO_PRICE"
      })
  void goesOnAfterWhatAnotherTargetMayDoBetter(ErrorKind kind) {
    stage.route(ordered(A, B));
    stage.a.fails(kind);
    stage.b.answers("Blue");

    assertThat(stage.ask().text()).isEqualTo("Blue");
  }

  @Test
  void linksAreToldWhereAStandInAnswers() {
    List<Boolean> standIns = new ArrayList<>();
    Interceptor link =
        chain ->
            chain.proceed(
                chain.request(),
                outcome -> standIns.add(chain.context().attribute(CallContext.STAND_IN)));
    stage.builder.use(link);
    stage.route(ordered(A, B)).allAnswer();
    stage.ask();
    while (stage.llm().status().target("a/m").breaker() == BreakerState.CLOSED) {
      stage.a.fails(ErrorKind.SERVER);
      stage.failure(QUESTION.withModel("a/m"));
    }
    standIns.subList(1, standIns.size()).clear();

    stage.ask();

    assertThat(standIns).containsExactly(null, true);
  }

  @Test
  void oneWithoutAKeyHasFailedToo() {
    stage.route(ordered(A, B));
    stage.a.with(caller -> List.of());
    stage.b.with(caller -> List.of());

    LlmException failure = stage.failure();

    assertThat(failure.kind()).isEqualTo(ErrorKind.CONFIGURATION);
    assertThat(failure).hasMessageContaining("no key for provider 'b'");
    assertThat(failure.attempts()).isEmpty();
  }

  /** Others have none to ask before anything is tried, and are passed over. */
  @Test
  void oneThatWasAskedAndHadNoTargetOfItsOwnHasFailed() {
    stage.route(ordered(A, B));
    stage.a.fails(ErrorKind.NO_TARGET);
    stage.b.fails(ErrorKind.NO_TARGET);

    LlmException failure = stage.failure();

    assertThat(failure).hasMessage("scripted failure of kind NO_TARGET");
    assertThat(RouteStage.targets(failure.attempts())).containsExactly("a/m", "b/m");
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F018")
  void aTargetThatStaysSilentIsLeftWhenItsClockRunsOut(Door door) {
    VirtualTime time = VirtualTime.create();
    Gate silent = Gate.closed();
    stage.a.answers(script -> script.started().ping().waitFor(silent));
    stage.b.answers("Blue");
    try (LlmClient llm =
        LlmClient.builder()
            .provider(stage.a)
            .provider(stage.b)
            .alias("smart", ordered(A, B))
            .defaultModel("smart")
            .retries(Retries.none())
            .timeouts(Timeouts.firstToken(Duration.ofSeconds(20)).total(Duration.ofSeconds(30)))
            .time(time)
            .build()) {
      Visit visit = door.enter(llm, QUESTION);
      silent.awaitArrivals(1);
      time.advance(Duration.ofSeconds(20).minusNanos(1));
      assertThat(stage.b.received()).isZero();

      time.advance(Duration.ofNanos(1));

      assertThat(visit.await().text()).isEqualTo("Blue");
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "INVALID_REQUEST",
        "CONTENT_POLICY",
        "CONTEXT_LENGTH",
        "RESPONSE_LIMIT",
        "REJECTED_LOCAL",
        "BLOCKED",
        "REFUSED",
        "CUT_OFF",
        "RUN_LIMIT",
        "TOOL",
        "INTERCEPTOR",
        "CLOSED"
      })
  void stopsAfterWhatNoOtherTargetMayDo(ErrorKind kind) {
    stage.route(ordered(A, B));
    stage.a.fails(kind);

    assertThat(stage.failure().kind()).isEqualTo(kind);
    assertThat(stage.b.received()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F088")
  void nothingIsAskedForAgainAfterContent(Door door) {
    stage.route(ordered(A, B));
    stage.a.answers(script -> script.text("Bl").fail(ErrorKind.STREAM_BROKEN));

    DoorResult result = door.open(stage.llm(), QUESTION);

    assertThat(result.errorKind()).isEqualTo(ErrorKind.STREAM_BROKEN);
    assertThat(result.text()).isEqualTo("Bl");
    assertThat(stage.b.received()).isZero();
  }

  @Test
  @Fault("F088")
  void norAfterContentThatALinkHasHeldBack() {
    stage.builder.use(new Whole());
    stage.route(ordered(A, B));
    stage.a.answers(script -> script.text("Bl").fail(ErrorKind.STREAM_BROKEN));

    assertThat(stage.failure()).isInstanceOf(StreamInterruptedException.class);
    assertThat(stage.b.received()).isZero();
  }

  /** Waits for the whole answer, so that its failure comes before the commit. */
  private static final class Whole implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("whole").in(Slot.ATTEMPT);
    }

    @Override
    public EventStream intercept(Chain chain) {
      EventStream stream = chain.proceed(chain.request());
      while (stream.next() != null) {
        // Only the end counts.
      }
      return stream;
    }
  }

  @Test
  void repeatsAtOneTargetBeforeItGoesToTheNext() {
    stage.route(ordered(A, B));
    stage.a.fails(ErrorKind.OVERLOADED).fails(ErrorKind.OVERLOADED).fails(ErrorKind.OVERLOADED);
    stage.b.answers("Blue");

    ChatResponse response = stage.llm().chat(QUESTION.with(Retries.upTo(3)));

    assertThat(RouteStage.targets(response.served().attempts()))
        .containsExactly("a/m", "a/m", "a/m", "b/m");
  }

  @Test
  @Fault("F112")
  void asksEachTargetOnceWhereverItStands() {
    stage.route(ordered(A, weighted(share(1, A), share(1, B)), Route.named("last")));
    stage.builder.alias("last", ordered(B, A, C));
    stage.a.fails(ErrorKind.SERVER);
    stage.b.fails(ErrorKind.SERVER);
    stage.c.answers("Blue");

    ChatResponse response = stage.ask();

    assertThat(RouteStage.targets(response.served().attempts()))
        .containsExactly("a/m", "b/m", "c/m");
    assertThat(RouteStage.notes(response)).contains("skips a/m: it was asked already");
  }

  @Test
  @Fault("F112")
  void makesNoMoreThan32RequestsForACall() {
    LlmException failure = failureOfAllOf(40);

    assertThat(stage.a.received()).isEqualTo(32);
    assertThat(failure.attempts()).hasSize(32);
  }

  @Test
  @Fault("F112")
  void repeatsNoMoreThanSixTimesInACallHoweverManyTargetsItAsks() {
    LlmException failure = failureOfAllOf(20);

    assertThat(stage.a.received()).isEqualTo(20 + 6);
    assertThat(failure.attempts()).hasSize(20 + 6);
  }

  /** Two tries at each of so many targets, all of which are overloaded. */
  private LlmException failureOfAllOf(int targets) {
    List<Route> many = new ArrayList<>();
    for (int i = 0; i < targets; i++) {
      many.add(Route.target("a/m-" + i));
    }
    stage.route(ordered(many.toArray(Route[]::new)));
    stage.a.always(script -> script.fail(ErrorKind.OVERLOADED));
    return stage.failure(QUESTION.with(Retries.upTo(2)));
  }

  @ParameterizedTest
  @EnumSource
  void aCallThatIsCancelledGoesNowhereElse(Door door) {
    stage.route(ordered(A, B));
    stage.a.answers(script -> script.hang());
    var visit = door.enter(stage.llm(), QUESTION);
    stage.a.awaitReceived(1);

    visit.cancel();

    assertThat(visit.await().ending()).isEqualTo(DoorResult.Ending.CANCELLED);
    assertThat(stage.b.received()).isZero();
  }

  @Test
  void goesOnWhereATargetHasNoKey() {
    stage.route(ordered(A, B));
    stage.a.with((KeySource) caller -> List.of());
    stage.b.answers("Blue");

    assertThat(stage.ask().text()).isEqualTo("Blue");
    assertThat(stage.a.received()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void theOnlyTargetFailsAsItFails(Door door) {
    stage.route(A);
    stage.a.fails(ErrorKind.OVERLOADED);

    assertThat(door.open(stage.llm(), QUESTION).errorKind()).isEqualTo(ErrorKind.OVERLOADED);
  }
}
