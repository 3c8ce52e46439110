package io.llmgw.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.usage.Usage;
import io.llmgw.observability.log.CallLog;
import io.llmgw.observability.log.Lines;
import io.llmgw.observability.metrics.Metrics;
import io.llmgw.observability.trace.Traces;
import io.llmgw.observability.trace.Tracing;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.ScriptedProvider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A call goes by one name in metrics, spans and lines. */
class RouteNameTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  private static final Started HEAD = new Started(ResponseHead.NONE);
  private static final TextDelta TEXT = new TextDelta(0, "blue");
  private static final Completed END = new Completed(FinishReason.STOP, null, Usage.UNKNOWN);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Traces traces = new Traces();
  private final Lines lines = new Lines();
  private final ScriptedProvider fake = ScriptedProvider.named("fake").always("blue");

  @Test
  void isTheDefaultsWhereACallNamesNone() {
    ask(builder -> builder.defaultModel("smart"), QUESTION);

    assertName("smart");
  }

  @Test
  void isTheNameThatWasAskedForAlsoWhereAPolicyGoesByAnother() {
    Interceptor cheaper =
        link(Slot.APPLICATION, chain -> chain.proceed(chain.request().withModel(fake.model())));

    ask(builder -> builder.defaultModel(fake.model()).use(cheaper), QUESTION.withModel("smart"));

    assertName("smart");
  }

  @Test
  void isThereForACallThatIsRefused() {
    Interceptor refusing =
        link(
            Slot.ACCESS,
            chain -> {
              throw new IllegalStateException("no");
            });

    Throwable thrown =
        catchThrowable(() -> ask(builder -> builder.defaultModel("smart").use(refusing), QUESTION));

    assertThat(thrown).isNotNull();
    assertNameOfACallWithoutAttempt("smart");
  }

  @Test
  void isDefaultWhereThereIsNone() {
    ScriptedProvider second = ScriptedProvider.named("second").always("blue");

    Throwable thrown = catchThrowable(() -> ask(builder -> builder.provider(second), QUESTION));

    assertThat(thrown).isNotNull();
    assertNameOfACallWithoutAttempt("default");
  }

  @Test
  void isThatOfAnAliasAlsoWhereNoCallHasComeToAnAttemptYet() {
    Interceptor fromElsewhere = link(Slot.CALL, chain -> EventStreams.of(HEAD, TEXT, END));

    ask(builder -> builder.use(fromElsewhere), QUESTION.withModel("smart"));

    assertNameOfACallWithoutAttempt("smart");
  }

  private void ask(UnaryOperator<LlmClientBuilder> settings, ChatRequest request) {
    LlmClientBuilder builder =
        LlmClient.builder()
            .provider(leaks.of(fake))
            .alias("smart", fake.model())
            .use(Metrics.to(registry))
            .use(CallLog.create().to(lines.logger()))
            .use(Tracing.of(traces.registry()));
    try (LlmClient llm = settings.apply(builder).build()) {
      llm.chat(request);
    }
  }

  private void assertName(String route) {
    assertNameOfACallWithoutAttempt(route);
    assertThat(registry.get("llmgw.attempts").tag("route", route).counter().count()).isOne();
  }

  private void assertNameOfACallWithoutAttempt(String route) {
    assertThat(registry.get("llmgw.request.duration").tag("route", route).timer().count()).isOne();
    assertSpanAndLine(route);
  }

  private void assertSpanAndLine(String route) {
    assertThat(lines.fields()).containsEntry("route", route);
    assertThat(traces.spans())
        .filteredOn(span -> span.getName().equals("llmgw chat"))
        .singleElement()
        .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("llmgw.route")))
        .isEqualTo(route);
  }

  private static Interceptor link(Slot slot, Proceeding how) {
    return new Interceptor() {
      @Override
      public LinkSpec spec() {
        return LinkSpec.named("link").in(slot);
      }

      @Override
      public EventStream intercept(Chain chain) {
        return how.proceed(chain);
      }
    };
  }

  private interface Proceeding {
    EventStream proceed(Interceptor.Chain chain);
  }
}
