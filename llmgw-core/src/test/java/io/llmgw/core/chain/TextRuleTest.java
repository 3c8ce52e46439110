package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ContractBreachException;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
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

  private static EventStream changeText(Chain chain) {
    LlmRequest<?> request = chain.request();
    return chain.proceed(
        request.withContent(request.content().mapText((path, kind, text) -> "changed")));
  }

  private String sentText() {
    return ((ChatRequest) stage.fake.requests().get(0)).content().messages().get(0).text();
  }
}
