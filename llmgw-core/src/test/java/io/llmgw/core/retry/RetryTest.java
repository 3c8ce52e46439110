package io.llmgw.core.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client repeats, and how it says so; the waits take no time here. */
class RetryTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final Reactions WITHOUT_BREAKER = Reactions.standard().withoutBreaker();

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final TrailRecords trail = new TrailRecords();
  private final LlmClientBuilder builder =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .time(VirtualTime.skipping())
          .observe(trail);
  private LlmClient client;

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    if (client != null) {
      client.close();
    }
  }

  private LlmClient llm() {
    if (client == null) {
      client = builder.build();
    }
    return client;
  }

  private LlmException failure(ChatRequest request) {
    return catchThrowableOfType(LlmException.class, () -> llm().chat(request));
  }

  @Test
  @Fault({"F044", "F045"})
  void aCallThatMayWorkNextTimeIsTriedAgain() {
    fake.fails(ErrorKind.OVERLOADED).fails(ErrorKind.SERVER).answers("blue");

    ChatResponse answer = llm().chat(QUESTION);

    assertThat(answer.text()).isEqualTo("blue");
    assertThat(fake.received()).isEqualTo(3);
    assertThat(answer.served().attempts())
        .extracting(AttemptRecord::state)
        .containsExactly(AttemptState.FAILED, AttemptState.FAILED, AttemptState.SUCCEEDED);
    assertThat(answer.served().attempts())
        .extracting(AttemptRecord::error)
        .containsExactly(ErrorKind.OVERLOADED, ErrorKind.SERVER, null);
    assertThat(answer.served().trail()).extracting(TrailEntry::link).containsOnly("retry");
    assertThat(notesOf(answer))
        .satisfiesExactly(
            note -> assertThat(note).matches("repeat in \\d+ ms by back-off: OVERLOADED"),
            note -> assertThat(note).matches("repeat in \\d+ ms by back-off: SERVER"));
  }

  @Test
  void theLastFailureIsTheOneThatIsToldAndHoldsAllAttempts() {
    fake.fails(ErrorKind.OVERLOADED).fails(ErrorKind.RATE_LIMIT).fails(ErrorKind.SERVER);

    LlmException failure = failure(QUESTION);

    assertThat(failure.kind()).isEqualTo(ErrorKind.SERVER);
    assertThat(failure.attempts())
        .extracting(AttemptRecord::error)
        .containsExactly(ErrorKind.OVERLOADED, ErrorKind.RATE_LIMIT, ErrorKind.SERVER);
    assertThat(trail.last()).endsWith("no repeat: SERVER after 3 tries");
  }

  @Test
  void theFailureThatOpensTheBreakerIsNotRepeated() {
    builder.retries(Retries.upTo(8));
    fake.always(script -> script.fail(ErrorKind.SERVER));

    assertThat(failure(QUESTION).attempts()).hasSize(5);

    assertThat(trail.last()).filteredOn(note -> note.startsWith("repeat in")).hasSize(4);
    assertThat(trail.last()).last().isEqualTo("no repeat: the breaker of fake/scripted-1 is open");
  }

  @Test
  void theCallSaysHowOftenBeforeTheClient() {
    builder.retries(Retries.none()).failures(WITHOUT_BREAKER);
    fake.always(script -> script.fail(ErrorKind.OVERLOADED));

    assertThat(failure(QUESTION).attempts()).hasSize(1);
    assertThat(trail.last()).isEmpty();
    assertThat(failure(QUESTION.with(Retries.upTo(5))).attempts()).hasSize(5);
    assertThat(fake.received()).isEqualTo(6);
  }

  @Test
  void aCallRepeatsSixTimesHoweverManyTargetsItAsks() {
    LlmException failure = failureOf(5, 3);

    assertThat(failure.attempts()).hasSize(5 + 6);
    assertThat(trail.last()).endsWith("no repeat: OVERLOADED after 6 repeats of the call");
  }

  @Test
  void orAsOftenAsAtOneTargetWhereThatIsMore() {
    assertThat(failureOf(2, 9).attempts()).hasSize(2 + 8);
  }

  @Test
  @Fault("F112")
  void noCallMakesMoreThanThirtyTwoAttempts() {
    for (int i = 1; i < 28; i++) {
      fake.fails(ErrorKind.MODEL_NOT_FOUND);
    }

    assertThat(failureOf(28, 10).attempts()).hasSize(32);
    assertThat(trail.last()).endsWith("no repeat: OVERLOADED after 32 attempts");
  }

  /** So many targets, all of which are overloaded if nothing else, with so many tries each. */
  private LlmException failureOf(int targets, int tries) {
    Route[] all = new Route[targets];
    for (int i = 0; i < targets; i++) {
      all[i] = Route.target("fake/m" + i);
    }
    builder.failures(WITHOUT_BREAKER).alias("all", Route.ordered(all));
    fake.always(script -> script.fail(ErrorKind.OVERLOADED));
    return failure(QUESTION.withModel("all").with(Retries.upTo(tries)));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "AUTH",
        "PERMISSION",
        "QUOTA",
        "MODEL_NOT_FOUND",
        "NOT_FOUND",
        "INVALID_REQUEST",
        "TOO_LARGE",
        "CONTEXT_LENGTH",
        "CONTENT_POLICY",
        "RESPONSE_LIMIT",
        "CONFIGURATION",
        "LOCAL_RESOURCE"
      })
  @Fault({"F013", "F033"})
  void whatWouldFailAgainIsNot(ErrorKind kind) {
    fake.fails(kind).answers("blue");

    assertThat(failure(QUESTION).kind()).isEqualTo(kind);
    assertThat(fake.received()).isEqualTo(1);
    assertThat(trail.last()).containsExactly("no repeat: " + kind + " is final");
  }

  @Test
  @Fault("F032")
  void aConflictIsTriedAgainOnceWhateverComesBetween() {
    fake.fails(ErrorKind.CONFLICT).fails(ErrorKind.SERVER).fails(ErrorKind.CONFLICT).answers("x");

    assertThat(failure(QUESTION.with(Retries.upTo(9))).kind()).isEqualTo(ErrorKind.CONFLICT);
    assertThat(fake.received()).isEqualTo(3);
    assertThat(trail.last()).endsWith("no repeat: CONFLICT a second time");
  }

  @Test
  @Fault("F035")
  void aMisdirectedRequestIsTriedAgainOnceAndOtherFailuresOfTheServerStillAre() {
    LlmException misdirected =
        LlmException.of(ErrorKind.SERVER, "elsewhere").httpStatus(421).build();
    fake.answers(script -> script.fail(misdirected))
        .fails(ErrorKind.SERVER)
        .answers(script -> script.fail(misdirected))
        .answers("x");

    assertThat(failure(QUESTION.with(Retries.upTo(9))).httpStatus()).isEqualTo(421);
    assertThat(fake.received()).isEqualTo(3);
    assertThat(trail.last()).endsWith("no repeat: SERVER a second time");
  }

  @Test
  @Fault("F014")
  void whatMayHaveBeenBilledIsTriedAgainOnceForACall() {
    LlmException lost =
        LlmException.of(ErrorKind.CONNECTION_LOST, "lost").possiblyBilled(true).build();
    fake.answers(script -> script.fail(lost))
        .fails(ErrorKind.OVERLOADED)
        .answers(script -> script.started().fail(ErrorKind.STREAM_BROKEN))
        .answers("blue");

    LlmException failure = failure(QUESTION.with(Retries.upTo(9)));

    assertThat(failure.kind()).isEqualTo(ErrorKind.STREAM_BROKEN);
    assertThat(fake.received()).isEqualTo(3);
    assertThat(failure.attempts().get(0).possiblyBilled()).isTrue();
    assertThat(trail.last().get(0)).endsWith("CONNECTION_LOST, maybe billed");
    assertThat(trail.last())
        .endsWith("no repeat: STREAM_BROKEN may have been billed, as one try before");
  }

  @Test
  @Fault("F088")
  void nothingIsTriedAgainAfterContent() {
    fake.answers(script -> script.text("bl").fail(ErrorKind.OVERLOADED)).answers("blue");

    assertThat(failure(QUESTION)).isInstanceOf(StreamInterruptedException.class);
    assertThat(fake.received()).isEqualTo(1);
  }

  @Test
  @Fault("F088")
  void norAfterContentThatALinkHasHeldBack() {
    builder.use(new Whole());
    fake.answers(script -> script.text("bl").fail(ErrorKind.OVERLOADED)).answers("blue");

    assertThat(failure(QUESTION)).isInstanceOf(StreamInterruptedException.class);
    assertThat(fake.received()).isEqualTo(1);
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
  void aBrokenRuleOfTheChainIsNotTriedAgain() {
    builder.use(new Hiding());
    fake.always("blue");

    assertThat(failure(QUESTION).kind()).isEqualTo(ErrorKind.CONTRACT);
    assertThat(fake.received()).isEqualTo(1);
  }

  /** Breaks a rule and then says that the provider was overloaded. */
  private static final class Hiding implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("hiding").in(Slot.ATTEMPT);
    }

    @Override
    public EventStream intercept(Chain chain) {
      EventStream open = chain.proceed(chain.request());
      try {
        return chain.proceed(chain.request());
      } catch (LlmException breach) {
        open.close();
        throw LlmException.of(ErrorKind.OVERLOADED, "not really").build();
      }
    }
  }

  @Test
  @Fault("F101")
  void whoeverRepeatsAroundItTheAccountIsWhatTheProviderSaw() {
    builder.failures(WITHOUT_BREAKER);
    fake.always(script -> script.fail(ErrorKind.OVERLOADED));

    int accounted = 0;
    for (int i = 0; i < 3; i++) {
      accounted += failure(QUESTION).attempts().size();
    }

    assertThat(accounted).isEqualTo(fake.received()).isEqualTo(9);
  }

  @Test
  @Fault("F100")
  void aTargetThatFailsAllCallsGetsAFifthMoreOfThem() {
    VirtualTime time = VirtualTime.skipping();
    int calls = 3_000;
    fake.always(script -> script.fail(ErrorKind.OVERLOADED));
    try (LlmClient storm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .time(time)
            .failures(WITHOUT_BREAKER)
            .observe(trail)
            .build()) {
      for (int i = 0; i < calls; i++) {
        LlmException failure = catchThrowableOfType(LlmException.class, () -> storm.chat(QUESTION));
        assertThat(failure.kind()).isEqualTo(ErrorKind.OVERLOADED);
      }
    }

    long seconds = time.nanos() / 1_000_000_000;
    assertThat((long) fake.received()).isLessThanOrEqualTo(calls + calls / 5 + seconds + 10);
    assertThat(trail.last())
        .endsWith("no repeat: OVERLOADED, the retry budget of fake/scripted-1 is spent");
  }

  @Test
  void explainSaysHowOften() {
    assertThat(llm().explain(QUESTION).toString())
        .contains("RETRY retry")
        .contains("fake/scripted-1   up to 3 tries");
    assertThat(llm().explain(QUESTION.with(Retries.none())).toString())
        .contains("fake/scripted-1   no retries");
  }

  private static List<String> notesOf(ChatResponse answer) {
    return answer.served().trail().stream().map(TrailEntry::note).toList();
  }
}
