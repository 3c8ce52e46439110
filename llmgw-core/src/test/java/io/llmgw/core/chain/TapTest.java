package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.error.ContractBreachException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tap watches: it can neither hurt the call nor act on it. */
class TapTest {
  @RegisterExtension final Stage stage = new Stage();
  private final Diary diary = new Diary();

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, AssertionError.class})
  void aTapThatThrowsChangesNothing(Class<? extends Throwable> type) throws Exception {
    Throwable thrown = type.getConstructor().newInstance();
    AtomicInteger calls = new AtomicInteger();
    stage.fake.answers("blue");
    stage.use(
        diary.link("outer", Slot.APPLICATION),
        TestLink.in(
            Slot.CALL,
            chain ->
                chain.proceed(
                    chain.request(),
                    tap(
                        event -> {
                          calls.incrementAndGet();
                          throw TestLink.sneaky(thrown);
                        }))));

    assertThat(stage.ask().text()).isEqualTo("blue");

    assertThat(calls).as("three events and one outcome").hasValue(4);
    assertThat(diary.entries()).containsExactly("outer: success");
  }

  @Test
  void aTapThatThrowsLeavesTheErrorOfTheCallAsItIs() {
    stage.fake.fails(ErrorKind.OVERLOADED);
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain ->
                chain.proceed(
                    chain.request(),
                    outcome -> {
                      throw new IllegalStateException("tap");
                    })));

    assertThat(stage.failure().kind()).isEqualTo(ErrorKind.OVERLOADED);
  }

  @Test
  void aTapThatProceedsOnAnEventIsABreach() {
    stage.fake.always("blue");
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain ->
                chain.proceed(
                    chain.request(),
                    new Tap() {
                      @Override
                      public void onEvent(LlmEvent event) {
                        chain.proceed(chain.request());
                      }

                      @Override
                      public void onOutcome(Outcome outcome) {}
                    })));

    LlmException failure = stage.failure();

    assertThat(failure).isInstanceOf(ContractBreachException.class);
    assertThat(failure).hasMessageContaining("proceeds from a tap");
    assertThat(stage.fake.received()).isEqualTo(1);
  }

  @Test
  void aTapThatProceedsOnAnOutcomeIsABreach() {
    stage.fake.always("blue");
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain ->
                chain.proceed(chain.request(), outcome -> chain.proceed(chain.request()).close())));

    LlmException failure = stage.failure();

    assertThat(failure).isInstanceOf(ContractBreachException.class);
    assertThat(failure).hasMessageContaining("proceeds from a tap");
    assertThat(stage.fake.received()).isEqualTo(1);
  }

  @Test
  void aTapThatKeepsTryingToProceedWithItselfIsRefusedEachTime() {
    AtomicInteger outcomes = new AtomicInteger();
    stage.fake.always(script -> script.fail(ErrorKind.OVERLOADED));
    stage.use(
        TestLink.in(Slot.CALL, chain -> chain.proceed(chain.request(), again(chain, outcomes))));

    LlmException failure = stage.failure();

    assertThat(failure).isInstanceOf(ContractBreachException.class);
    assertThat(stage.fake.received()).isEqualTo(1);
    assertThat(outcomes.get()).isBetween(1, 3);
  }

  /** A retry as nobody must write it. */
  private static Tap again(Chain chain, AtomicInteger outcomes) {
    return new Tap() {
      @Override
      public void onOutcome(Outcome outcome) {
        outcomes.incrementAndGet();
        try {
          chain.proceed(chain.request(), this);
        } catch (LlmException refused) {
          chain.proceed(chain.request(), this);
        }
      }
    };
  }

  @Test
  void aTapThatMakesAnInternalCallIsABreach() {
    stage.fake.always("blue");
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain ->
                chain.proceed(
                    chain.request(),
                    outcome -> chain.internal(Purpose.of("judge"), Stage.QUESTION))));

    assertThat(stage.failure()).isInstanceOf(ContractBreachException.class);
    assertThat(stage.fake.received()).isEqualTo(1);
  }

  /** Tells both kinds of news to the same code. */
  private static Tap tap(Consumer<Object> news) {
    return new Tap() {
      @Override
      public void onEvent(LlmEvent event) {
        news.accept(event);
      }

      @Override
      public void onOutcome(Outcome outcome) {
        news.accept(outcome);
      }
    };
  }
}
