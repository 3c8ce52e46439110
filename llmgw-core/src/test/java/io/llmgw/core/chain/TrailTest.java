package io.llmgw.core.chain;

import static io.llmgw.core.chain.Stage.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.llmgw.api.ChatStream;
import io.llmgw.api.chain.AttributeKey;
import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Races;
import io.llmgw.test.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a call has tried and decided is on its answer, and on its error. */
class TrailTest {
  @RegisterExtension final Stage stage = new Stage();
  private final VirtualTime time = VirtualTime.create();

  @Test
  void listsEveryAttemptWithItsTimesAndUsage() {
    stage.builder().time(time);
    stage.fake.with(Keys.of(ApiKey.of("blue-key", "s3cret")));
    stage
        .fake
        .answers(script -> script.run(() -> advance(1)).fail(ErrorKind.OVERLOADED))
        .answers(
            script ->
                script
                    .started()
                    .run(() -> advance(2))
                    .text("blue")
                    .run(() -> advance(3))
                    .usage(Usage.reported(5, 1)));
    stage.use(retryingOnce());

    Served served = stage.ask().served();

    assertThat(served.attempts())
        .extracting(AttemptRecord::number, AttemptRecord::state, AttemptRecord::error)
        .containsExactly(
            tuple(1, AttemptState.FAILED, ErrorKind.OVERLOADED),
            tuple(2, AttemptState.SUCCEEDED, null));
    assertThat(served.attempts().get(0).latency()).isEqualTo(Duration.ofSeconds(1));
    assertThat(served.attempts().get(0).timeToFirstToken()).isNull();
    assertThat(served.attempts().get(1).latency()).isEqualTo(Duration.ofSeconds(5));
    assertThat(served.attempts().get(1).timeToFirstToken()).isEqualTo(Duration.ofSeconds(2));
    assertThat(served.attempts().get(1).usage()).isEqualTo(Usage.reported(5, 1));
    assertThat(served.attempts().get(1).keyAlias()).isEqualTo("blue-key");
    assertThat(served.latency()).isEqualTo(Duration.ofSeconds(6));
    assertThat(served.target()).isEqualTo("fake/scripted-1");
    assertThat(served.keyAlias()).isEqualTo("blue-key");
  }

  @Test
  void countsARefusedAttemptAsFree() {
    stage.fake.fails(ErrorKind.OVERLOADED).answers("blue");
    stage.use(retryingOnce());

    ChatResponse response = stage.ask();

    assertThat(response.served().attempts().get(0).usage()).isEqualTo(Usage.ZERO);
    assertThat(response.served().usage().total()).isEqualTo(response.usage().total());
  }

  @Test
  void anErrorListsTheAttemptsToo() {
    stage.fake.fails(ErrorKind.OVERLOADED).answers(s -> s.text("bl").fail(ErrorKind.SERVER));
    stage.use(retryingOnce());

    LlmException failure = stage.failure();

    assertThat(failure.attempts())
        .extracting(AttemptRecord::error)
        .containsExactly(ErrorKind.OVERLOADED, ErrorKind.SERVER);
    assertThat(failure.attempts().get(1).possiblyBilled()).isTrue();
  }

  @Test
  void anAttemptThatIsUnderWayIsListedAsRunning() {
    AtomicReference<List<AttemptRecord>> meanwhile = new AtomicReference<>();
    AtomicReference<CallContext> context = new AtomicReference<>();
    stage.fake.answers(
        script ->
            script
                .text("bl")
                .run(() -> meanwhile.set(((Scope) context.get()).call().attempts()))
                .text("ue"));
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              context.set(chain.context());
              return chain.proceed(chain.request());
            }));

    stage.ask();

    assertThat(meanwhile.get())
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.state()).isEqualTo(AttemptState.RUNNING);
              assertThat(attempt.usage()).isEqualTo(Usage.UNKNOWN);
            });
  }

  @Test
  void anAttemptThatWasCancelledIsListedAsSuch() {
    AtomicReference<CallContext> context = new AtomicReference<>();
    stage.fake.answers(script -> script.text("bl").usage(Usage.reported(4, 1)).text("u").hang());
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              context.set(chain.context());
              return chain.proceed(chain.request());
            }));

    try (ChatStream stream = stage.llm().stream(QUESTION)) {
      for (int i = 0; i < 4; i++) {
        stream.next();
      }
    }
    stage.llm().close();

    assertThat(((Scope) context.get()).call().attempts())
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.state()).isEqualTo(AttemptState.CANCELLED);
              assertThat(attempt.possiblyBilled()).isTrue();
              assertThat(attempt.usage().inputTokens()).hasToString("4");
              assertThat(attempt.usage().outputTokens().provenance())
                  .isEqualTo(Provenance.ESTIMATED);
              assertThat(attempt.usage().outputTokens().tokens()).isBetween(1L, 3L);
            });
  }

  @Test
  void targetAndAttemptAreKnownInsideTheLinksThatChooseThem() {
    stage.fake.answers("blue");
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              assertThat(chain.context().target()).isNull();
              assertThat(chain.context().attempt()).isNull();
              return chain.proceed(chain.request());
            }),
        TestLink.in(
            Slot.ATTEMPT,
            chain -> {
              assertThat(chain.context().target()).isEqualTo(stage.fake.target());
              assertThat(chain.context().attempt().number()).isEqualTo(1);
              return chain.proceed(chain.request());
            }));

    assertThat(stage.ask().text()).isEqualTo("blue");
  }

  @Test
  void attributesReachTheLinksInsideAndOutside() {
    AttributeKey<String> key = AttributeKey.of("tier", String.class);
    List<String> seen = new ArrayList<>();
    stage.fake.always("blue");
    stage.use(
        TestLink.in(
            Slot.APPLICATION,
            chain -> {
              seen.add("before: " + chain.context().attribute(key));
              EventStream rest = chain.proceed(chain.request());
              seen.add("outside: " + chain.context().attribute(key));
              return rest;
            }),
        TestLink.in(
            Slot.ACCESS,
            chain -> {
              chain.context().attribute(key, "gold");
              return chain.proceed(chain.request());
            }),
        TestLink.in(
            Slot.ATTEMPT,
            chain -> {
              seen.add("inside: " + chain.context().attribute(key));
              return chain.proceed(chain.request());
            }));

    stage.ask();

    assertThat(seen).containsExactly("before: null", "inside: gold", "outside: gold");
  }

  @Test
  void keepsNotesInOrderWithTheirTimes() {
    stage.builder().time(time);
    stage.fake.answers(
        (call, script) -> {
          advance(2);
          call.note("dropped top_k");
          script.text("blue");
        });
    stage.use(noting(1));

    assertThat(stage.ask().served().trail())
        .containsExactly(
            new TrailEntry(Duration.ZERO, "link", "note 1"),
            new TrailEntry(Duration.ofSeconds(2), "fake", "dropped top_k"));
  }

  @Test
  void isBoundedAndCountsWhatItLeavesOut() {
    stage.fake.answers("blue");
    stage.use(noting(300));

    List<TrailEntry> trail = stage.ask().served().trail();

    assertThat(trail).hasSize(257);
    assertThat(trail.get(255).note()).isEqualTo("note 256");
    assertThat(trail.get(256).note()).startsWith("44 further");
  }

  @Test
  void takesNotesFromSeveralThreads() {
    stage.fake.answers("blue");
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              Races.Action note =
                  () -> {
                    for (int i = 0; i < 100; i++) {
                      chain.context().trail().note("link", "note");
                    }
                  };
              Races.together(note, note);
              return chain.proceed(chain.request());
            }));

    assertThat(stage.ask().served().trail()).hasSize(200);
  }

  private static TestLink noting(int notes) {
    return TestLink.in(
        Slot.CALL,
        chain -> {
          for (int i = 1; i <= notes; i++) {
            chain.context().trail().note("link", "note " + i);
          }
          return chain.proceed(chain.request());
        });
  }

  private static TestLink retryingOnce() {
    return TestLink.in(
        Slot.CALL,
        chain -> {
          try {
            return chain.proceed(chain.request());
          } catch (LlmException e) {
            return chain.proceed(chain.request());
          }
        });
  }

  private void advance(int seconds) {
    time.advance(Duration.ofSeconds(seconds));
  }
}
