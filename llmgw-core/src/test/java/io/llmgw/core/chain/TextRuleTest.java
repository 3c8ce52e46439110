package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ContractBreachException;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Outside REDACT a link may change text; inside it must pass on the very content it was given. */
class TextRuleTest {
  @RegisterExtension final Stage stage = new Stage();

  @ParameterizedTest
  @EnumSource(names = {"RECORD", "GUARD", "CACHE", "CALL", "SPEND", "PACE", "ATTEMPT"})
  void changedTextIsABreachInside(Slot slot) {
    stage.fake.always("blue");
    stage.use(TestLink.in(slot, TextRuleTest::changeText));

    LlmException failure = stage.failure();

    assertThat(failure)
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining(TestLink.class.getName())
        .hasMessageContaining("changes text in slot " + slot);
    assertThat(stage.fake.received()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"PROMPT", "APPLICATION", "ACCESS", "LIMIT", "REDACT"})
  void textMayBeChangedOutside(Slot slot) {
    stage.fake.always("blue");
    stage.use(TestLink.in(slot, TextRuleTest::changeText));

    stage.ask();

    assertThat(sentText()).isEqualTo("changed");
  }

  @Test
  void aGuardThatDeclaresItMayChangeText() {
    stage.fake.always("blue");
    LinkSpec spec = LinkSpec.named("rewriter").in(Slot.GUARD).rewritingText();
    stage.use(new TestLink(spec, TextRuleTest::changeText));

    stage.ask();

    assertThat(sentText()).isEqualTo("changed");
  }

  @Test
  void equalTextInAnotherObjectIsABreachToo() {
    stage.fake.always("blue");
    stage.use(
        TestLink.in(Slot.CALL, chain -> chain.proceed(ChatRequest.of("Why is the sky blue?"))));

    assertThat(stage.failure()).isInstanceOf(ContractBreachException.class);
  }

  @Test
  void aFlightIsBoundByTheRuleAsWell() {
    stage.fake.always("blue");
    stage.use(
        TestLink.in(
            Slot.CACHE, chain -> chain.share("key", ChatRequest.of("changed"), outcome -> {})));

    assertThat(stage.failure()).hasMessageContaining("changes text in slot CACHE");
    assertThat(stage.fake.received()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"RECORD", "GUARD", "CACHE", "CALL", "ATTEMPT"})
  void whatIsNotTextMayBeChangedInside(Slot slot) {
    stage.fake.always("blue");
    stage.use(TestLink.in(slot, chain -> chain.proceed(chain.request().withModel("fake/other"))));

    stage.ask();

    assertThat(stage.fake.requests().get(0).model()).isEqualTo("fake/other");
  }

  @Test
  void aCacheMayAskForSomeOfTheVectors() {
    stage.fake.answers(script -> script.bare().events(vectors(1)));
    stage.use(TestLink.in(Slot.CACHE, chain -> completed(embed(chain, all -> all.subList(1, 2)))));

    assertThat(stage.llm().embed("one", "two").size()).isEqualTo(2);

    assertThat(((EmbeddingRequest) stage.fake.requests().get(0)).inputs()).containsExactly("two");
  }

  @Test
  void aCacheMayNotAskForOtherVectors() {
    stage.use(TestLink.in(Slot.CACHE, chain -> embed(chain, all -> List.of("three"))));

    assertThatThrownBy(() -> stage.llm().embed("one", "two"))
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining("changes text in slot CACHE");
    assertThat(stage.fake.received()).isZero();
  }

  @Test
  void nobodyElseMayAskForSomeOfTheVectors() {
    stage.use(TestLink.in(Slot.CALL, chain -> embed(chain, all -> all.subList(1, 2))));

    assertThatThrownBy(() -> stage.llm().embed("one", "two"))
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining("changes text in slot CALL");
    assertThat(stage.fake.received()).isZero();
  }

  private static EventStream embed(Chain chain, UnaryOperator<List<String>> choice) {
    EmbeddingRequest whole = (EmbeddingRequest) chain.request();
    List<String> inputs = choice.apply(whole.inputs());
    return chain.proceed(whole.withContent(whole.content().withInputs(inputs)));
  }

  /** Reads a part, and answers with both vectors. */
  private static EventStream completed(EventStream part) {
    LlmEvent event = part.next();
    while (!(event instanceof Completed)) {
      event = part.next();
    }
    return EventStreams.of(List.of(vectors(2)));
  }

  private static LlmEvent[] vectors(int count) {
    LlmEvent[] events = new LlmEvent[count + 2];
    events[0] = Started.inProcess();
    for (int i = 0; i < count; i++) {
      events[i + 1] = new VectorProduced(i, new float[] {i});
    }
    events[count + 1] = new Completed(FinishReason.STOP, Usage.reported(count, 0));
    return events;
  }

  private static EventStream changeText(Chain chain) {
    LlmRequest<?> request = chain.request();
    return chain.proceed(
        request.withContent(request.content().mapText((path, kind, text) -> "changed")));
  }

  private String sentText() {
    return ((ChatRequest) stage.fake.requests().get(0)).content().messages().get(0).text();
  }
}
