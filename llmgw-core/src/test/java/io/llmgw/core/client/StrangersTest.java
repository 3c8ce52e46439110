package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Feature;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ContractBreachException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What hosts, features and key sources hand in is held to the rules, or fails in a typed way. */
class StrangersTest {
  private final ScriptedProvider fake = ScriptedProvider.named("fake").always("hello");

  @ParameterizedTest
  @EnumSource(names = {"OBSERVE", "PROVIDER"})
  void aFeatureHasNoLinkWhereTextIsRawOrTheCallLeavesTheChain(Slot slot) {
    LlmClientBuilder builder = builder().use(featureWithALinkIn(slot));

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(slot.name())
        .hasMessageContaining("'stranger'");
  }

  @ParameterizedTest
  @EnumSource(names = {"SPEND", "PACE", "ATTEMPT"})
  void aFlightInsideRouteIsABreach(Slot slot) {
    Feature sharing =
        featureOf(
            LinkSpec.named("stranger").in(slot),
            chain -> chain.share("key", chain.request(), outcome -> {}));
    try (LlmClient llm = builder().use(sharing).build()) {
      assertThatThrownBy(() -> llm.prompt("x").text())
          .isInstanceOf(ContractBreachException.class)
          .hasMessageContaining("ROUTE");
    }
  }

  @Test
  void explainingACallWhoseKeySourceFailsSaysSoWithoutItsWords() {
    fake.with(
        caller -> {
          throw new IllegalStateException("canary");
        });
    try (LlmClient llm = builder().build()) {
      LlmException failure =
          catchThrowableOfType(LlmException.class, () -> llm.prompt("x").explain());

      assertThat(failure.kind()).isEqualTo(ErrorKind.CONFIGURATION);
      assertThat(failure.getMessage()).contains("fake").doesNotContain("canary");
    }
  }

  @Test
  void aHostExecutorThatRefusesInItsOwnWayIsALocalRejection() {
    try (LlmClient llm = builder().executor(StrangersTest::refuse).build()) {
      CompletionException failure =
          catchThrowableOfType(CompletionException.class, () -> llm.prompt("x").async().join());

      assertThat(failure.getCause())
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.REJECTED_LOCAL));
    }
  }

  @Test
  void aSubscriberHearsOfSuchAnExecutorAsAnError() {
    try (LlmClient llm = builder().executor(StrangersTest::refuse).build()) {
      RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.withDemand(1);

      llm.prompt("x").publish().subscribe(subscriber);
      subscriber.awaitEnd();

      assertThat(subscriber.error())
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.REJECTED_LOCAL));
    }
  }

  @Test
  void theExplanationSaysWhoseLinksSeeThePrompts() {
    Feature feature =
        featureOf(LinkSpec.named("stranger").in(Slot.CALL), c -> c.proceed(c.request()));
    try (LlmClient llm = builder().use(feature).build()) {
      assertThat(llm.prompt("x").explain().toString())
          .contains("CALL stranger")
          .contains("links    stranger  ");
    }
  }

  private LlmClientBuilder builder() {
    return LlmClient.builder().provider(fake).defaultModel(fake.model());
  }

  private static void refuse(Runnable task) {
    throw new IllegalStateException("not today");
  }

  private static Feature featureWithALinkIn(Slot slot) {
    return featureOf(LinkSpec.named("stranger").in(slot), chain -> chain.proceed(chain.request()));
  }

  private static Feature featureOf(LinkSpec spec, Function<Interceptor.Chain, EventStream> body) {
    Interceptor link =
        new Interceptor() {
          @Override
          public LinkSpec spec() {
            return spec;
          }

          @Override
          public EventStream intercept(Chain chain) {
            return body.apply(chain);
          }
        };
    return new Feature() {
      @Override
      public String name() {
        return "feature";
      }

      @Override
      public List<Interceptor> links(TimeSource time) {
        return List.of(link);
      }
    };
  }
}
