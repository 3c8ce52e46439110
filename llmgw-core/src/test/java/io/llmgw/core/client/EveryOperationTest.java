package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.content.Media;
import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.UnknownPrice;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Operation;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.status.BreakerState;
import io.llmgw.api.transcription.TranscriptionRequest;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No operation passes a policy by, whichever door its call comes through. Redaction is in
 * EveryWayTest, the cache in CachedOperationsTest.
 */
class EveryOperationTest {
  private static final List<LlmRequest<?>> REQUESTS =
      List.of(
          ChatRequest.of("blue"),
          EmbeddingRequest.of("blue"),
          ModerationRequest.of("blue"),
          RerankRequest.of("blue", List.of("sky", "sea")),
          ImageRequest.of("blue"),
          SpeechRequest.of("blue"),
          TranscriptionRequest.of(Media.of(new byte[] {1}, "audio/wav")),
          TokenCountRequest.of(ChatRequest.of("blue")));

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("b");

  private enum Entry {
    SEND {
      @Override
      LlmResponse ask(LlmClient llm, LlmRequest<?> request) {
        return llm.send(request);
      }
    },
    SEND_ASYNC {
      @Override
      LlmResponse ask(LlmClient llm, LlmRequest<?> request) {
        try {
          return llm.sendAsync(request).join();
        } catch (CompletionException e) {
          throw (LlmException) e.getCause();
        }
      }
    };

    abstract LlmResponse ask(LlmClient llm, LlmRequest<?> request);

    LlmException failure(LlmClient llm, LlmRequest<?> request) {
      return catchThrowableOfType(LlmException.class, () -> ask(llm, request));
    }
  }

  static Stream<Arguments> all() {
    return REQUESTS.stream()
        .flatMap(
            request -> Arrays.stream(Entry.values()).map(entry -> Arguments.of(entry, request)));
  }

  static Stream<Arguments> allThatIsCharged() {
    return all().filter(arguments -> !(arguments.get()[1] instanceof TokenCountRequest));
  }

  @BeforeEach
  void watch() {
    leaks.of(a);
    leaks.of(b);
  }

  private LlmClientBuilder builder() {
    return LlmClient.builder()
        .provider(a)
        .provider(b)
        .alias("both", Route.ordered(Route.target("a/m"), Route.target("b/m")))
        .defaultModel("both")
        .closeGrace(Duration.ZERO);
  }

  @Test
  void eachOperationIsTried() {
    Set<Operation> tried = EnumSet.noneOf(Operation.class);
    REQUESTS.forEach(request -> tried.add(request.operation()));

    assertThat(tried).containsExactlyInAnyOrder(Operation.values());
  }

  @ParameterizedTest
  @MethodSource("all")
  void isRepeatedAfterAFailureThatMayPass(Entry entry, LlmRequest<?> request) {
    a.fails(ErrorKind.SERVER).always((call, script) -> script.fitting(call.request()));
    try (LlmClient llm = builder().time(VirtualTime.skipping()).build()) {
      LlmResponse answer = entry.ask(llm, request);

      assertThat(answer.served().attempts())
          .extracting(attempt -> attempt.state())
          .containsExactly(AttemptState.FAILED, AttemptState.SUCCEEDED);
      assertThat(answer.served().target()).isEqualTo("a/m");
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void goesElsewhereWhereItsTargetIsDown(Entry entry, LlmRequest<?> request) {
    a.always(script -> script.fail(ErrorKind.OVERLOADED));
    b.always((call, script) -> script.fitting(call.request()));
    try (LlmClient llm = builder().time(VirtualTime.skipping()).build()) {
      assertThat(entry.ask(llm, request).served().target()).isEqualTo("b/m");
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void opensTheBreakerOfItsTargetAndIsHeldByIt(Entry entry, LlmRequest<?> request) {
    a.always(script -> script.fail(ErrorKind.SERVER));
    LlmRequest<?> alone = request.withModel("a/m");
    try (LlmClient llm = builder().time(VirtualTime.skipping()).build()) {
      for (int i = 0; i < 3; i++) {
        entry.failure(llm, alone);
      }

      assertThat(llm.status().targets())
          .filteredOn(target -> target.target().equals("a/m"))
          .singleElement()
          .satisfies(target -> assertThat(target.breaker()).isNotEqualTo(BreakerState.CLOSED));
    }
  }

  @ParameterizedTest
  @MethodSource("allThatIsCharged")
  void itsUsageAndCostAreThoseOfAllAttempts(Entry entry, LlmRequest<?> request) {
    a.answers(script -> script.usage(Usage.reported(5, 0)).fail(ErrorKind.SERVER));
    a.always((call, script) -> script.fitting(call.request()).usage(Usage.reported(10, 20)));
    PriceRow price =
        PriceRow.builder("test", LocalDate.of(2026, 1, 1)).input("2").output("3").build();
    ModelCatalog catalog = ModelCatalog.empty().withPrice("a/m", price);
    try (LlmClient llm = builder().time(VirtualTime.skipping()).catalog(catalog).build()) {
      LlmResponse answer = entry.ask(llm, request);

      assertThat(answer.usage()).isEqualTo(Usage.reported(10, 20));
      assertThat(answer.served().attempts()).hasSize(2);
      assertThat(answer.served().attempts().get(1).cost()).hasToString("~0.00008 USD");
    }
  }

  @ParameterizedTest
  @MethodSource("allThatIsCharged")
  void isRefusedWithoutAPriceWhereThatIsThePolicy(Entry entry, LlmRequest<?> request) {
    try (LlmClient llm =
        builder().catalog(ModelCatalog.empty()).unknownPrice(UnknownPrice.DENY).build()) {
      assertThat(entry.failure(llm, request).kind()).isEqualTo(ErrorKind.NO_TARGET);
      assertThat(a.received() + b.received()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Entry.class)
  void aCountOfTokensIsFree(Entry entry) {
    a.always((call, script) -> script.fitting(call.request()));
    try (LlmClient llm =
        builder().catalog(ModelCatalog.empty()).unknownPrice(UnknownPrice.DENY).build()) {
      LlmResponse answer = entry.ask(llm, TokenCountRequest.of(ChatRequest.of("blue")));

      assertThat(answer.usage().inputTokens().tokens()).isZero();
      assertThat(answer.served().cost()).isEqualTo(Cost.ZERO);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void goesThroughTheLinksOfEverySlot(Entry entry, LlmRequest<?> request) {
    List<Slot> passed = new CopyOnWriteArrayList<>();
    a.always((call, script) -> script.fitting(call.request()));
    LlmClientBuilder builder = builder();
    List<Slot> slots = List.of(Slot.APPLICATION, Slot.CALL, Slot.ATTEMPT);
    slots.forEach(slot -> builder.use(new Passed(slot, passed)));
    try (LlmClient llm = builder.build()) {
      entry.ask(llm, request);

      assertThat(passed).containsExactlyElementsOf(slots);
    }
  }

  private record Passed(Slot slot, List<Slot> passed) implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("passed-" + slot).in(slot);
    }

    @Override
    public EventStream intercept(Chain chain) {
      passed.add(slot);
      return chain.proceed(chain.request());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void isObservedOnceWithItsOperation(Entry entry, LlmRequest<?> request) {
    List<Operation> seen = new ArrayList<>();
    a.always((call, script) -> script.fitting(call.request()));
    try (LlmClient llm =
        builder()
            .observe(
                call -> {
                  seen.add(call.operation());
                  return null;
                })
            .build()) {
      entry.ask(llm, request);

      assertThat(seen).containsExactly(request.operation());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void endsAtItsDeadline(Entry entry, LlmRequest<?> request) {
    Duration total = Duration.ofSeconds(5);
    VirtualTime time = VirtualTime.create();
    a.always(script -> script.waitFor(Gate.closed()).text("late"));
    try (LlmClient llm = builder().time(time).build()) {
      CompletableFuture<LlmException> failure =
          CompletableFuture.supplyAsync(
              () -> entry.failure(llm, request.with(Timeouts.total(total))));
      a.awaitReceived(1);
      time.awaitDueIn(total);
      time.advance(total);

      assertThat(failure.join().kind()).isEqualTo(ErrorKind.TIMEOUT);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void explainsWhereItWouldGo(Entry entry, LlmRequest<?> request) {
    try (LlmClient llm = builder().build()) {
      assertThat(llm.explain(request).toString())
          .contains(request.operation().name().toLowerCase(Locale.ROOT) + " both")
          .contains("a/m");
      assertThat(a.received()).isZero();
    }
  }
}
