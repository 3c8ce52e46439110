package io.llmgw.core.target;

import static io.llmgw.api.route.Route.balanced;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.route.Routing;
import io.llmgw.api.route.Strategy;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Door;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attempts under way are counted up and down once each, so that no target looks busy or idle. */
class InFlightTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final ChatRequest KNOWN = ChatRequest.of("What have you told me already?");
  private static final ChatRequest REFUSED = ChatRequest.of("What may nobody ask?");

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("b").always("b");
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .provider(b)
          .alias("idlest", balanced(Strategy.leastInFlight(), a.target(), b.target()))
          .defaultModel(a.model())
          .routing(Routing.DEFAULT.seed(20261126))
          .retries(Retries.none())
          .time(VirtualTime.skipping())
          .use(new Stash())
          .build();

  @AfterEach
  void close() {
    llm.close();
  }

  @ParameterizedTest
  @EnumSource
  @Fault({"F117", "I6"})
  void nothingIsLeftHoweverAttemptsEnd(Door door) {
    a.answers("a");
    ends(door, QUESTION);
    a.fails(ErrorKind.OVERLOADED);
    ends(door, QUESTION);
    a.answers(script -> script.text("a").fail(ErrorKind.STREAM_BROKEN));
    ends(door, QUESTION);
    a.answers(script -> script.started().truncate());
    ends(door, QUESTION);
    a.answersNull();
    ends(door, QUESTION);
    ends(door, KNOWN);
    ends(door, KNOWN);
    ends(door, REFUSED);
    isCancelled(door);

    a.always("a");
    int ofA = 0;
    for (int i = 0; i < 200; i++) {
      ofA += llm.chat(QUESTION.withModel("idlest")).text().equals("a") ? 1 : 0;
    }
    assertThat(ofA).as("of two that are idle, each has half of the calls").isBetween(70, 130);
  }

  private void ends(Door door, ChatRequest request) {
    door.open(llm, request);

    Patience.until("the attempt to be over", () -> inFlight() == 0);
  }

  private void isCancelled(Door door) {
    Gate content = Gate.closed();
    a.answers(script -> script.waitFor(content).text("a"));
    Visit visit = door.enter(llm, QUESTION);
    content.awaitArrivals(1);
    assertThat(inFlight()).isEqualTo(1);

    visit.cancel();

    visit.await();
    Patience.until("the attempt to be over", () -> inFlight() == 0);
  }

  private int inFlight() {
    return llm.status().target(a.model()).inFlight();
  }

  /** Gives some answers itself, as a cache would, and refuses others, beside each attempt. */
  private static final class Stash implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("stash").in(Slot.ATTEMPT);
    }

    @Override
    public EventStream intercept(Chain chain) {
      if (chain.request().content().equals(REFUSED.content())) {
        throw LlmException.of(ErrorKind.REFUSED, "not here").build();
      }
      return chain.request().content().equals(KNOWN.content())
          ? EventStreams.of(
              Started.inProcess(),
              new TextDelta(0, "known"),
              new Completed(FinishReason.STOP, Usage.ZERO))
          : chain.proceed(chain.request());
    }
  }
}
