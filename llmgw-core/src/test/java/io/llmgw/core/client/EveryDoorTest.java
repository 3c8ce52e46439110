package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.content.Message;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a caller is told is the same whichever way he came. */
class EveryDoorTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final Usage USAGE = Usage.reported(7, 3);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final CallRecords records = new CallRecords();
  private final TapLink tap = TapLink.in(Slot.APPLICATION);

  @ParameterizedTest
  @EnumSource
  void tellsUsageAndAttemptsOfASuccess(Door door) {
    fake.answers(script -> script.text("blue light").usage(USAGE));

    DoorResult result = call(door, client -> client);

    assertThat(result.text()).isEqualTo("blue light");
    ObservedOutcome record = records.only();
    assertThat(record.served().usage()).isEqualTo(USAGE);
    assertThat(record.served().attempts()).hasSize(1);
    assertThat(record.served().attempts().get(0).state()).isEqualTo(AttemptState.SUCCEEDED);
    if (result.response() != null) {
      assertThat(result.response().usage()).isEqualTo(USAGE);
      assertThat(result.response().served().usage()).isEqualTo(USAGE);
      assertThat(result.response().served().attempts()).isEqualTo(record.served().attempts());
      assertThat(result.response().served().callId()).isEqualTo(records.callId());
    } else {
      assertThat(result.events()).last().isEqualTo(lastOf(tap.awaitOutcome()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void tellsTheFactsOfAFailureBeforeContent(Door door) {
    fake.answers(script -> script.started().usage(USAGE).fail(ErrorKind.SERVER));

    LlmException error = error(call(door, client -> client));

    assertThat(error).isNotInstanceOf(StreamInterruptedException.class);
    assertThat(error.kind()).isEqualTo(ErrorKind.SERVER);
    assertThat(error.partial()).isNull();
    assertThat(error.callId()).isEqualTo(records.callId());
    assertThat(error.provider()).isEqualTo("fake");
    expectOneFailedAttempt(error, ErrorKind.SERVER);
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhatWasDeliveredBeforeAFailure(Door door) {
    fake.answers(
        script ->
            script.reasoning("hm").text("blue ").text("light ").fail(ErrorKind.STREAM_BROKEN));

    DoorResult result = call(door, client -> client);

    LlmException error = error(result);
    assertThat(error).isInstanceOf(StreamInterruptedException.class);
    Message partial = error.partial();
    assertThat(partial).isNotNull();
    assertThat(partial.text()).isEqualTo("blue light ").isEqualTo(result.text());
    assertThat(partial.parts()).hasSize(2);
    assertThat(error.callId()).isEqualTo(records.callId());
    expectOneFailedAttempt(error, ErrorKind.STREAM_BROKEN);
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhatGotPastAHoldingLinkAndNoMore(Door door) {
    fake.answers(script -> script.text("a").text("b").text("secret").fail(ErrorKind.STREAM_BROKEN));

    LlmException error = error(call(door, client -> client.use(new OneBehind())));

    assertThat(error.partial()).isNotNull();
    assertThat(error.partial().text()).isEqualTo("ab");
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F155")
  void namesALinkThatThrowsByItself(Door door) {
    fake.answers("never asked");

    LlmException error =
        error(
            call(
                door,
                client ->
                    client.use(
                        link(
                            "bad-link",
                            chain -> {
                              throw new IllegalArgumentException("prompt text");
                            }))));

    assertThat(error.kind()).isEqualTo(ErrorKind.INTERCEPTOR);
    assertThat(error).hasMessageContaining("bad-link").hasMessageNotContaining("prompt text");
    assertThat(error.callId()).isEqualTo(records.callId());
    assertThat(error.attempts()).isEmpty();
    assertThat(fake.received()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F155")
  void namesALinkThatThrowsAfterContentAndEndsTheExchange(Door door) {
    fake.answers(script -> script.text("a").text("b").hang());

    LlmException error =
        error(
            call(
                door,
                client ->
                    client.use(
                        link(
                            "bad-link",
                            chain ->
                                new Passing(chain.proceed(chain.request())) {
                                  private int pieces;

                                  @Override
                                  LlmEvent passed(LlmEvent event) {
                                    if (event instanceof TextDelta && ++pieces == 2) {
                                      throw new IllegalArgumentException("answer text");
                                    }
                                    return event;
                                  }
                                }))));

    assertThat(error).isInstanceOf(StreamInterruptedException.class);
    assertThat(error.kind()).isEqualTo(ErrorKind.INTERCEPTOR);
    assertThat(error).hasMessageContaining("bad-link").hasMessageNotContaining("answer text");
    assertThat(error.partial()).isNotNull();
    assertThat(error.partial().text()).isEqualTo("a");
    assertThat(error.attempts()).hasSize(1);
    assertThat(error.attempts().get(0).state()).isEqualTo(AttemptState.CANCELLED);
  }

  @ParameterizedTest
  @EnumSource
  void failsWhenAnOuterLinkRefusesACompleteAnswer(Door door) {
    fake.answers(script -> script.text("blue light").usage(USAGE));
    TapLink inside = TapLink.in(Slot.CALL);

    LlmException error =
        error(
            call(
                door,
                client -> client.use(inside).use(link("guard", EveryDoorTest::refuseAtTheEnd))));

    assertThat(error.kind()).isEqualTo(ErrorKind.BLOCKED);
    assertThat(error.callId()).isEqualTo(records.callId());
    assertThat(inside.outcomes()).hasSize(1).first().isInstanceOf(Outcome.Success.class);
    assertThat(tap.outcomes()).hasSize(1).first().isInstanceOf(Outcome.Failure.class);
    assertThat(records.only().error()).isEqualTo(ErrorKind.BLOCKED);
    assertThat(error.attempts()).extracting(AttemptRecord::usage).containsExactly(USAGE);
  }

  @ParameterizedTest
  @EnumSource
  void settlesTheAttemptBeforeTheCallerHears(Door door) {
    fake.answers(script -> script.text("a").fail(ErrorKind.SERVER));

    LlmException error = error(call(door, client -> client));

    assertThat(error.attempts())
        .extracting(AttemptRecord::state)
        .doesNotContain(AttemptState.RUNNING);
  }

  private DoorResult call(Door door, UnaryOperator<LlmClientBuilder> more) {
    leaks.of(fake);
    LlmClientBuilder builder =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .retries(Retries.none())
            .observe(records)
            .use(tap);
    try (LlmClient client = more.apply(builder).build()) {
      DoorResult result = door.open(client, QUESTION);
      tap.awaitOutcome();
      fake.awaitNoOpenStreams();
      assertThat(tap.outcomes()).hasSize(1);
      return result;
    }
  }

  private static LlmException error(DoorResult result) {
    assertThat(result.ending()).isEqualTo(DoorResult.Ending.FAILED);
    LlmException error = result.error();
    assertThat(error).isNotNull();
    return error;
  }

  private void expectOneFailedAttempt(LlmException error, ErrorKind kind) {
    assertThat(error.attempts()).hasSize(1);
    assertThat(error.attempts().get(0).state()).isEqualTo(AttemptState.FAILED);
    assertThat(error.attempts().get(0).error()).isEqualTo(kind);
    assertThat(records.only().error()).isEqualTo(kind);
    assertThat(records.only().served().attempts()).isEqualTo(error.attempts());
  }

  private static Completed lastOf(Outcome outcome) {
    return ((Outcome.Success) outcome).completed();
  }

  private static EventStream refuseAtTheEnd(Interceptor.Chain chain) {
    return new Passing(chain.proceed(chain.request())) {
      @Override
      LlmEvent passed(LlmEvent event) {
        if (event instanceof Completed) {
          throw LlmException.of(ErrorKind.BLOCKED, "the answer is not allowed").build();
        }
        return event;
      }
    };
  }

  private interface Intercepting {
    EventStream intercept(Interceptor.Chain chain);
  }

  private static Interceptor link(String name, Intercepting action) {
    return new Interceptor() {
      @Override
      public LinkSpec spec() {
        return LinkSpec.named(name).in(Slot.APPLICATION).at(1);
      }

      @Override
      public EventStream intercept(Chain chain) {
        return action.intercept(chain);
      }
    };
  }

  /** Holds the latest event back until the next one is there. */
  private static final class OneBehind implements Interceptor {
    @Override
    public EventStream intercept(Chain chain) {
      EventStream inner = chain.proceed(chain.request());
      LlmEvent first = inner.next();
      return new Passing(inner) {
        private LlmEvent held = first;

        @Override
        LlmEvent passed(LlmEvent event) {
          LlmEvent out = held;
          held = event;
          return out;
        }

        @Override
        public LlmEvent next() {
          return held instanceof Completed ? held : super.next();
        }
      };
    }
  }
}
