package io.llmgw.core.chain;

import static io.llmgw.core.chain.Stage.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.Retries;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.Script;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a provider knows of the attempt that it makes, and a link of its call. */
class WhatAProviderIsToldTest {
  @RegisterExtension final Stage stage = new Stage();
  private final VirtualTime time = VirtualTime.skipping();
  private final List<ProviderCall> calls = new ArrayList<>();

  private void answer(ProviderCall call, Script script) {
    calls.add(call);
    script.text("blue");
  }

  @Test
  void whichAttemptItIsAndByWhatClock() {
    stage.builder().time(time);
    stage
        .fake
        .answers(
            (call, script) -> {
              calls.add(call);
              script.fail(ErrorKind.SERVER);
            })
        .answers(this::answer);

    stage.llm().chat(QUESTION.with(Retries.upTo(2)));

    assertThat(calls).extracting(ProviderCall::attempt).containsExactly(1, 2);
    assertThat(calls)
        .extracting(ProviderCall::time)
        .allMatch(clock -> clock.nanos() == time.nanos());
  }

  @Test
  void whetherTheAnswerIsReadAsItComes() {
    stage.fake.always(this::answer);

    stage.ask();
    stage.events();

    assertThat(calls)
        .extracting(ProviderCall::delivery)
        .containsExactly(Delivery.WHOLE, Delivery.STREAMED);
  }

  @Test
  void aLinkKnowsTheModelThatIsAskedForAndWhatTheCallHasDone() {
    List<String> names = new ArrayList<>();
    List<List<AttemptRecord>> attempts = new ArrayList<>();
    stage.fake.answers("blue");
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              names.add(chain.context().nameOf(chain.request()));
              attempts.add(chain.context().served().attempts());
              return chain.proceed(
                  chain.request(), outcome -> attempts.add(chain.context().served().attempts()));
            }));

    stage.ask();

    assertThat(names).containsExactly(stage.fake.model());
    assertThat(attempts).extracting(List::size).containsExactly(0, 1);
  }
}
