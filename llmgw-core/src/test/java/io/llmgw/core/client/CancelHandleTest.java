package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.Caller;
import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.AttributeKey;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.DoorResult.Ending;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Handles that cancel calls, and the views of a client that carry them. */
class CancelHandleTest {
  private static final ChatRequest QUESTION = ChatRequest.of("q");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final TapLink tap = TapLink.in(Slot.APPLICATION);
  private final List<Caller> callers = new ArrayList<>();
  private final Interceptor callerLink =
      chain -> {
        callers.add(chain.context().caller());
        return chain.proceed(chain.request());
      };
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .use(tap)
          .use(callerLink)
          .build();
  private final CancelHandle handle = new CancelHandle();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F089")
  void keepsACallFromBeginning(Door door) {
    fake.always("a");
    handle.cancel();

    DoorResult result = door.open(llm.cancelledBy(handle), QUESTION);

    assertThat(result.ending()).isEqualTo(Ending.CANCELLED);
    assertThat(((CallCancelledException) result.error()).reason()).isEqualTo(Reason.CALLER);
    assertThat(fake.received()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F089")
  void endsACallThatWaitsForItsFirstContent(Door door) {
    Gate gate = Gate.closed();
    fake.answers(script -> script.waitFor(gate));
    Visit visit = door.enter(llm.cancelledBy(handle), QUESTION);
    gate.awaitArrivals(1);

    handle.cancel();

    assertThat(visit.await().ending()).isEqualTo(Ending.CANCELLED);
    expectCancelled(1);
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F089")
  void endsACallInTheMiddleOfItsAnswer(Door door) {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate));
    Visit visit = door.enter(llm.cancelledBy(handle), QUESTION);
    gate.awaitArrivals(1);

    handle.cancel();

    DoorResult result = visit.await();
    assertThat(result.ending()).isEqualTo(Ending.CANCELLED);
    assertThat(result.error().partial()).isNotNull();
    assertThat(result.error().partial().text()).isEqualTo("a");
    expectCancelled(1);
  }

  @Test
  void endsEveryCallThatItWasGivenTo() {
    Gate gate = Gate.closed();
    fake.always(script -> script.text("a").waitFor(gate).text("b"));
    LlmClient view = llm.cancelledBy(handle);
    Visit chat = Door.CHAT.enter(view, QUESTION);
    Visit stream = Door.STREAM.enter(view, QUESTION);
    Visit other = Door.CHAT.enter(llm, QUESTION);
    gate.awaitArrivals(3);

    handle.cancel();

    assertThat(chat.await().ending()).isEqualTo(Ending.CANCELLED);
    assertThat(stream.await().ending()).isEqualTo(Ending.CANCELLED);
    gate.open();
    assertThat(other.await().ending()).isEqualTo(Ending.SUCCEEDED);
  }

  @Test
  void doesNothingToACallThatHasEnded() {
    fake.answers("a");
    try (ChatStream stream = llm.prompt("q").cancelledBy(handle).stream()) {
      assertThat(stream.response().text()).isEqualTo("a");

      handle.cancel();

      assertThat(stream.response().text()).isEqualTo("a");
      assertThat(tap.outcomes()).hasSize(1).first().isInstanceOf(Outcome.Success.class);
    }
  }

  @Test
  void letsGoOfCallsThatHaveEnded() {
    AttributeKey<Object> key = AttributeKey.of("garbage", Object.class);
    List<WeakReference<Object>> left = new ArrayList<>();
    Interceptor littering =
        chain -> {
          Object garbage = new Object();
          left.add(new WeakReference<>(garbage));
          chain.context().attribute(key, garbage);
          return chain.proceed(chain.request());
        };
    // A scripted provider would remember the call.
    try (LlmClient littered =
        LlmClient.builder()
            .provider(new Forgetful())
            .defaultModel("forgetful/m")
            .use(littering)
            .build()) {
      littered.cancelledBy(handle).chat(QUESTION);

      Patience.until(
          "an ended call to be collected",
          () -> {
            System.gc();
            return left.get(0).get() == null;
          });
    }
    assertThat(handle.isCancelled()).isFalse();
  }

  @Test
  void goesByBothHandlesWhenAViewOfAViewHasItsOwn() {
    CancelHandle inner = new CancelHandle();
    fake.always("a");
    LlmClient view = llm.cancelledBy(handle).cancelledBy(inner);
    assertThat(view.chat(QUESTION).text()).isEqualTo("a");

    handle.cancel();

    assertThatThrownBy(() -> view.chat(QUESTION)).isInstanceOf(CallCancelledException.class);
    inner.cancel();
    assertThatThrownBy(() -> llm.cancelledBy(inner).chat(QUESTION))
        .isInstanceOf(CallCancelledException.class);
  }

  @Test
  void keepsHandleAndCallerThroughViewsOfViews() {
    fake.always("a");
    Caller acme = Caller.tenant("acme");

    llm.forCaller(acme).cancelledBy(handle).chat(QUESTION);
    llm.cancelledBy(handle).forCaller(acme).chat(QUESTION);
    llm.prompt("q").forCaller(acme).text();
    llm.chat(QUESTION);

    assertThat(callers).containsExactly(acme, acme, acme, Caller.ANONYMOUS);
    handle.cancel();
    assertThatThrownBy(() -> llm.cancelledBy(handle).forCaller(acme).chat(QUESTION))
        .isInstanceOf(CallCancelledException.class);
  }

  @Test
  void leavesTheClientOpenWhenAViewIsClosed() {
    fake.always("a");

    llm.cancelledBy(handle).close();
    llm.forCaller(Caller.tenant("acme")).close();

    assertThat(llm.chat(QUESTION).text()).isEqualTo("a");
    assertThat(fake.isClosed()).isFalse();
  }

  @Test
  void endsACallWheneverItIsCancelled() {
    fake.always("a");
    Races.repeat(
        repeat -> {
          int before = tap.outcomes().size();
          CancelHandle mine = new CancelHandle();
          DoorResult[] result = new DoorResult[1];
          Door door = Door.values()[repeat % Door.values().length];
          Races.together(
              mine::cancel, () -> result[0] = door.open(llm.cancelledBy(mine), QUESTION));

          assertThat(result[0].ending()).isIn(Ending.SUCCEEDED, Ending.CANCELLED);
          fake.awaitNoOpenStreams();
          if (result[0].ending() == Ending.SUCCEEDED) {
            assertThat(tap.outcomes())
                .hasSize(before + 1)
                .last()
                .isInstanceOf(Outcome.Success.class);
          }
        });
  }

  private void expectCancelled(int count) {
    assertThat(tap.awaitOutcomes(count)).hasOnlyElementsOfType(Outcome.Cancelled.class);
    fake.awaitNoOpenStreams();
    assertThat(tap.outcomes()).hasSize(count);
  }

  private static final class Forgetful implements Provider {
    @Override
    public String name() {
      return "forgetful";
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(Capability.CHAT);
    }

    @Override
    public EventStream open(ProviderCall call) {
      return EventStreams.of(
          Started.inProcess(),
          new TextDelta(0, "a"),
          new Completed(FinishReason.STOP, Usage.UNKNOWN));
    }
  }
}
