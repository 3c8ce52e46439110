package io.llmgw.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ContextCapture.Restored;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.observe.AttemptObservation;
import io.llmgw.api.observe.CallFact;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.Script;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What an observer can put around an attempt, and into its request. */
class AttemptContextTest {
  private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final List<String> seen = new CopyOnWriteArrayList<>();

  private LlmClientBuilder builder() {
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .time(VirtualTime.skipping());
  }

  @Test
  void whatItPutsOnTheThreadIsThereForTheProviderAndTakenOffAgain() {
    fake.answers((call, script) -> script.run(this::see).fail(ErrorKind.SERVER))
        .answers((call, script) -> script.run(this::see).text("blue"));

    try (LlmClient llm = builder().observe(new Scoped()).build()) {
      llm.prompt("Why?").text();
    }

    assertThat(seen).containsExactly("call > attempt 1", "call > attempt 2");
    assertThat(CURRENT.get()).isNull();
  }

  @Test
  void andThereIsNoMoreOfItOnTheWayBack() {
    fake.answers((call, script) -> script.run(this::see).text("blue"));
    Interceptor link =
        chain -> {
          EventStream stream = chain.proceed(chain.request());
          see();
          return stream;
        };

    try (LlmClient llm = builder().use(link).observe(new Scoped()).build()) {
      llm.prompt("Why?").text();
    }

    assertThat(seen).containsExactly("call > attempt 1", "call");
  }

  private void see() {
    seen.add(String.valueOf(CURRENT.get()));
  }

  @Test
  void headersGoToTheProviderThatAsksForThem() {
    Map<String, String> headers =
        headersOf(
            add -> {
              add.accept("TraceParent", "00-4bf92f-00f067-01");
              return null;
            });

    assertThat(headers).containsExactly(Map.entry("traceparent", "00-4bf92f-00f067-01"));
  }

  @Test
  void headersThatCannotBeSentOrSpeakForTheCallerAreLeftOut() {
    Map<String, String> headers =
        headersOf(
            add -> {
              add.accept("Authorization", "Bearer other");
              add.accept("x-api-key", "other");
              add.accept("two words", "x");
              add.accept("split", "a\r\nx-injected: b");
              add.accept("umlaut", "\u00e4");
              add.accept("", "x");
              add.accept("long", "x".repeat(AttemptObservation.LONGEST_HEADER + 1));
              add.accept("baggage", "tenant=acme");
              return null;
            });

    assertThat(headers).containsExactly(Map.entry("baggage", "tenant=acme"));
  }

  @Test
  void moreHeadersThanAFewAreLeftOut() {
    Map<String, String> headers =
        headersOf(
            add -> {
              for (int i = 0; i < 100; i++) {
                add.accept("h" + i, "x");
              }
              return null;
            });

    assertThat(headers).hasSize(AttemptObservation.MOST_HEADERS).containsKey("h0");
  }

  @Test
  void aCallThatNobodyObservesHasNoHeaders() {
    List<Map<String, String>> headers = new ArrayList<>();
    fake.answers((call, script) -> note(call, headers, script));

    try (LlmClient llm = builder().build()) {
      llm.prompt("Why?").text();
    }

    assertThat(headers).containsExactly(Map.of());
  }

  private Map<String, String> headersOf(Function<BiConsumer<String, String>, Void> adds) {
    List<Map<String, String>> headers = new ArrayList<>();
    fake.answers((call, script) -> note(call, headers, script));
    CallObserver observer =
        call ->
            new Quiet() {
              @Override
              public AttemptObservation onAttempt(ObservedAttempt attempt) {
                return new AttemptObservation() {
                  @Override
                  public void addHeaders(BiConsumer<String, String> add) {
                    adds.apply(add);
                  }

                  @Override
                  public void onOutcome(ObservedAttemptOutcome outcome) {}
                };
              }
            };
    try (LlmClient llm = builder().observe(observer).build()) {
      llm.prompt("Why?").text();
    }
    return headers.get(0);
  }

  private static void note(ProviderCall call, List<Map<String, String>> headers, Script script) {
    headers.add(call.headers());
    script.text("blue");
  }

  @Test
  void whatAPolicyTellsOfItsWorkReachesObserversInTheWordsOfItsVocabulary() {
    fake.answers("blue");
    List<String> facts = new CopyOnWriteArrayList<>();
    CallObserver observer =
        call ->
            new Quiet() {
              @Override
              public void onFact(CallFact fact, String detail, long amount) {
                facts.add(fact + " " + detail + " " + amount);
              }
            };

    try (LlmClient llm =
        builder()
            .observe(observer)
            .use(
                chain -> {
                  assertThat(chain.context().recorder().isOn()).isTrue();
                  chain.context().recorder().count(CallFact.CACHE_MISS);
                  chain.context().recorder().record(CallFact.REDACTED_INPUT, "email", 2);
                  chain.context().recorder().record(CallFact.GUARD_NANOS, "Why is the sky?", 7);
                  chain.context().recorder().record(CallFact.GUARD_NANOS, "none", 0);
                  return chain.proceed(chain.request());
                })
            .build()) {
      llm.prompt("Why is the sky blue?").text();
    }

    assertThat(facts)
        .containsExactly("CACHE_MISS null 1", "REDACTED_INPUT email 2", "GUARD_NANOS other 7");
  }

  @Test
  void aPolicyOfACallThatNobodyObservesTellsNobody() {
    fake.answers("blue");

    try (LlmClient llm =
        builder()
            .use(
                chain -> {
                  assertThat(chain.context().recorder().isOn()).isFalse();
                  chain.context().recorder().count(CallFact.CACHE_MISS);
                  return chain.proceed(chain.request());
                })
            .build()) {
      assertThat(llm.prompt("Why?").text()).isEqualTo("blue");
    }
  }

  private abstract static class Quiet implements CallObserver.Observation {
    @Override
    public void onOutcome(ObservedOutcome outcome) {}
  }

  /** Keeps the call and the attempt on the thread. */
  private static final class Scoped implements CallObserver {
    @Override
    public Observation begin(ObservedCall call) {
      return new Quiet() {
        @Override
        public Restored enter() {
          return current("call");
        }

        @Override
        public AttemptObservation onAttempt(ObservedAttempt attempt) {
          return new AttemptObservation() {
            @Override
            public Restored enter() {
              return current(CURRENT.get() + " > attempt " + attempt.number());
            }

            @Override
            public void onOutcome(ObservedAttemptOutcome outcome) {}
          };
        }
      };
    }

    private static Restored current(String what) {
      String before = CURRENT.get();
      CURRENT.set(what);
      return () -> {
        if (before == null) {
          CURRENT.remove();
        } else {
          CURRENT.set(before);
        }
      };
    }
  }
}
