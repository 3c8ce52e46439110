package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult.Ending;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The end of the client meets an internal call before the call that it was made for. */
class InternalCallCloseTest {
  private static final Purpose JUDGE = Purpose.of("judge");

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final TapLink parent = TapLink.in(Slot.PROMPT);
  private final Gate asked = Gate.closed();

  /** Which of the two is met first depends on the hashes of the two, so this is repeated. */
  @RepeatedTest(10)
  void isAnEndOfBothWhicheverItMeetsFirst() {
    fake.answers(script -> script.waitFor(asked));
    LlmClient llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .use(parent)
            .use(new Judge())
            .closeGrace(Duration.ZERO)
            .build();
    Visit visit = Door.CHAT.enter(llm, ChatRequest.of("q"));
    asked.awaitArrivals(1);

    llm.close();

    assertThat(visit.await().ending()).isEqualTo(Ending.CANCELLED);
    assertThat(parent.awaitOutcome())
        .isInstanceOfSatisfying(
            Outcome.Cancelled.class, it -> assertThat(it.reason()).isEqualTo(Reason.SHUTDOWN));
  }

  @ParameterizedTest
  @EnumSource
  void mayBeginWhileTheClientWaitsForTheCallThatNeedsIt(Door door) {
    Gate before = Gate.closed();
    fake.answers("yes").answers("blue");
    LlmClient llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .use(new LateJudge(before))
            .time(VirtualTime.create())
            .build();
    Visit visit = door.enter(llm, ChatRequest.of("q"));
    before.awaitArrivals(1);
    Aside<Boolean> close = Aside.run(llm::close).awaitBlockedIn("close");

    before.open();

    assertThat(visit.await().text()).isEqualTo("blue");
    close.get();
    assertThat(fake.received()).isEqualTo(2);
  }

  /** Asks a judge once its gate is open. */
  private record LateJudge(Gate before) implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("judge").in(Slot.CALL);
    }

    @Override
    public EventStream intercept(Chain chain) {
      if (chain.context().purpose().equals(Purpose.APPLICATION)) {
        before.arrive();
        Patience.until("the gate", before::isOpen);
        chain.internal(JUDGE, ChatRequest.of("Is this polite?"));
      }
      return chain.proceed(chain.request());
    }
  }

  /** Asks a judge; whoever cancels the judge's call goes on only when its parent has ended. */
  private final class Judge implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("judge").in(Slot.CALL);
    }

    @Override
    public EventStream intercept(Chain chain) {
      if (chain.context().purpose().equals(Purpose.APPLICATION)) {
        chain.internal(JUDGE, ChatRequest.of("Is this polite?"));
      } else {
        chain
            .context()
            .cancellation()
            .onCancel(() -> Patience.until("the parent's end", () -> !parent.outcomes().isEmpty()));
      }
      return chain.proceed(chain.request());
    }
  }
}
