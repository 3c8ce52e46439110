package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ContractBreachException;
import io.llmgw.api.request.ChatRequest;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a link may make an internal call, and where it must not. */
class InternalCallRulesTest {
  private static final Purpose JUDGE = Purpose.of("judge");
  private static final ChatRequest JUDGE_QUESTION = ChatRequest.of("Is this polite?");

  @RegisterExtension final Stage stage = new Stage();

  @ParameterizedTest
  @EnumSource(names = {"PROMPT", "APPLICATION", "ACCESS", "LIMIT", "REDACT"})
  void isABreachFromOutsideRedact(Slot slot) {
    stage.fake.always("fine");
    stage.use(judging(slot));

    assertThat(stage.failure())
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining("from outside REDACT");
    assertThat(stage.fake.received()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"RECORD", "GUARD", "CACHE", "CALL", "ROUTE", "RETRY", "ATTEMPT"})
  void isAllowedInside(Slot slot) {
    stage.fake.always("fine");
    stage.use(judging(slot));

    assertThat(stage.ask().text()).isEqualTo("fine");
    assertThat(stage.fake.received()).isEqualTo(2);
  }

  @Test
  void isABreachFromWithinAnInternalCall() {
    stage.fake.always("fine");
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              chain.internal(JUDGE, JUDGE_QUESTION);
              return chain.proceed(chain.request());
            }));

    assertThat(stage.failure())
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining("from within an internal call");
    assertThat(stage.fake.received()).isZero();
  }

  @Test
  void isABreachWithoutAPurposeOfItsOwn() {
    stage.fake.always("fine");
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              chain.internal(Purpose.APPLICATION, JUDGE_QUESTION);
              return chain.proceed(chain.request());
            }));

    assertThat(stage.failure())
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining("without a purpose of its own");
  }

  @Test
  void isABreachAfterTheStreamOfTheLinkHasEnded() {
    stage.fake.always("fine");
    AtomicReference<Chain> kept = new AtomicReference<>();
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              kept.set(chain);
              return chain.proceed(chain.request());
            }));
    stage.ask();

    Throwable late = catchThrowable(() -> kept.get().internal(JUDGE, JUDGE_QUESTION));

    assertThat(late).isInstanceOf(ContractBreachException.class);
    assertThat(stage.fake.received()).isEqualTo(1);
  }

  /** Asks the judge before it proceeds, in calls of the application. */
  private static TestLink judging(Slot slot) {
    return TestLink.named(
            "judging",
            slot,
            chain -> {
              if (!isInternal(chain)) {
                chain.internal(JUDGE, JUDGE_QUESTION);
              }
              return chain.proceed(chain.request());
            })
        .at(-1);
  }

  private static boolean isInternal(Chain chain) {
    return !chain.context().purpose().equals(Purpose.APPLICATION);
  }
}
