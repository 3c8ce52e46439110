package io.llmgw.core.target;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.status.BreakerState;
import io.llmgw.api.status.TargetStatus;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptWait;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.test.Fault;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A further key is no way around what the target itself has asked for meanwhile. */
class KeysOfRestingTargetTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final Duration REST = Duration.ofSeconds(3);

  private final VirtualTime time = VirtualTime.skipping();
  private final ScriptedProvider busy =
      ScriptedProvider.named("busy").with(Keys.of(ApiKey.of("a", "sk-a"), ApiKey.of("b", "sk-b")));
  private final ScriptedProvider spare = ScriptedProvider.named("spare");
  private LlmException refusal = LlmException.of(ErrorKind.AUTH, "revoked").httpStatus(401).build();

  /** While the first call is on its way to be refused for its key, another one is told to wait. */
  private LlmClient client(Route route) {
    return client(route, REST);
  }

  private LlmClient client(Route route, Duration rest) {
    LlmClient llm =
        LlmClient.builder()
            .provider(busy)
            .provider(spare)
            .alias("any", route)
            .defaultModel("any")
            .time(time)
            .build();
    AtomicInteger requests = new AtomicInteger();
    busy.always(
        (call, script) -> {
          switch (requests.incrementAndGet()) {
            case 1 -> {
              Throwable overloaded =
                  catchThrowable(
                      () -> llm.chat(QUESTION.withModel(busy.model()).with(Retries.none())));
              assertThat(overloaded).isInstanceOf(LlmException.class);
              script.fail(refusal);
            }
            case 2 ->
                script.fail(
                    LlmException.of(ErrorKind.OVERLOADED, "busy")
                        .httpStatus(529)
                        .retryAfter(rest)
                        .build());
            default -> script.text("blue");
          }
        });
    spare.always(script -> script.text("as blue"));
    return llm;
  }

  @Test
  @Fault({"F026", "F045", "I15"})
  void theOtherKeyWaitsForTheTarget() {
    try (LlmClient llm = client(Route.target(busy.model()))) {
      ChatResponse answer = llm.chat(QUESTION);

      List<AttemptRecord> attempts = answer.served().attempts();
      assertThat(attempts).hasSize(2);
      assertThat(attempts.get(1).keyAlias()).isNotEqualTo(attempts.get(0).keyAlias());
      assertThat(attempts.get(1).waits())
          .containsExactly(new AttemptWait(REST, AttemptWait.Reason.COOL_DOWN));
      assertThat(time.nanos()).isEqualTo(REST.toNanos());
      assertThat(notes(answer))
          .containsExactly(
              busy.model() + " rests 3000 ms after 529 OVERLOADED",
              "goes on with key '" + attempts.get(1).keyAlias() + "': AUTH");
    }
  }

  @Test
  @Fault({"F026", "F045", "I15"})
  void whereItRestsTooLongTheCallFailsForItsKey() {
    try (LlmClient llm = client(Route.target(busy.model()), Duration.ofMinutes(30))) {
      LlmException failure = (LlmException) catchThrowable(() -> llm.chat(QUESTION));

      assertThat(failure.kind()).isEqualTo(ErrorKind.AUTH);
      assertThat(failure.attempts()).hasSize(1);
      assertThat(time.nanos()).isZero();
    }
  }

  @Test
  @Fault({"F026", "F045", "I15"})
  void whereThereIsAnotherTargetTheCallGoesThere() {
    Route route = Route.ordered(Route.target(busy.model()), Route.target(spare.model()));
    try (LlmClient llm = client(route)) {
      ChatResponse answer = llm.chat(QUESTION);

      assertThat(answer.served().target()).isEqualTo(spare.model());
      assertThat(busy.calls()).hasSize(2);
      assertThat(time.nanos()).isZero();
      assertThat(notes(answer))
          .contains("no further key: " + busy.model() + " rests, and other targets are left");
    }
  }

  private static List<String> notes(ChatResponse answer) {
    return answer.served().trail().stream().map(TrailEntry::note).toList();
  }

  /** What others learn while the call waits counts for it too. */
  @Test
  @Fault({"F026", "F045"})
  void whereItsBreakerOpensMeanwhileTheCallFailsForItsKey() {
    List<ChatStream> streams = new ArrayList<>();
    try (LlmClient llm = client(Route.target(busy.model()))) {
      for (int i = 0; i < 5; i++) {
        busy.answers(script -> script.text("a").fail(ErrorKind.STREAM_BROKEN));
        ChatStream stream = llm.stream(QUESTION);
        stream.next();
        streams.add(stream);
      }
      time.schedule(ofSeconds(1), () -> streams.forEach(KeysOfRestingTargetTest::readOn));

      LlmException failure = (LlmException) catchThrowable(() -> llm.chat(QUESTION));

      assertThat(llm.status().target(busy.model()))
          .extracting(TargetStatus::breaker)
          .isEqualTo(BreakerState.OPEN);
      assertThat(failure.kind()).isEqualTo(ErrorKind.AUTH);
      assertThat(failure.attempts()).hasSize(1);
      assertThat(time.nanos()).isEqualTo(REST.toNanos());
    }
  }

  private static void readOn(ChatStream stream) {
    assertThat(catchThrowable(stream::response)).isInstanceOf(LlmException.class);
  }

  @Test
  @Fault({"F026", "F045"})
  void whereTheOtherKeyIsWithdrawnMeanwhileNoKeyIsAskedTwice() {
    List<ApiKey> both = List.of(ApiKey.of("a", "sk-a"), ApiKey.of("b", "sk-b"));
    AtomicReference<List<ApiKey>> keys = new AtomicReference<>(both);
    busy.with(caller -> keys.get());
    ErrorKind limit = ErrorKind.RATE_LIMIT;
    refusal = LlmException.of(limit, "slow down").httpStatus(429).retryAfter(ofSeconds(1)).build();
    try (LlmClient llm = client(Route.target(busy.model()))) {
      time.schedule(
          ofSeconds(2),
          () -> {
            String asked = busy.calls().get(0).keyAlias(); // any of the two is the first
            keys.set(both.stream().filter(key -> key.alias().equals(asked)).toList());
          });

      LlmException failure = (LlmException) catchThrowable(() -> llm.chat(QUESTION));

      assertThat(failure.kind()).isEqualTo(limit);
      assertThat(failure.attempts()).hasSize(1);
    }
  }
}
