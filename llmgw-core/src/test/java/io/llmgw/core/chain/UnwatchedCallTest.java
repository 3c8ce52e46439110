package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.observe.AttemptObservation;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.CallRecorder;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Nothing is made to watch a call with where nobody does. That two clients allocate the same, of
 * which neither is watched, would not show it.
 */
class UnwatchedCallTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  @Test
  void aCallThatNobodyWatchesHasNoWatchThatAWatchedOneHas() {
    Set<CallRecorder> unwatched = recorders(LlmClient.builder().use(() -> "no observers"));
    Set<CallRecorder> watched = recorders(LlmClient.builder().observe(new Looking()));

    assertThat(unwatched).as("one for all calls").hasSize(1).noneMatch(CallRecorder::isOn);
    assertThat(watched).as("one for each call").hasSize(4).allMatch(CallRecorder::isOn);
  }

  /** Those that links are given in four calls, outside of attempts and inside. */
  private static Set<CallRecorder> recorders(LlmClientBuilder builder) {
    Set<CallRecorder> met = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Slot slot : new Slot[] {Slot.CALL, Slot.ATTEMPT}) {
      builder.use(
          TestLink.named(
              "looking-" + slot.name().toLowerCase(Locale.ROOT),
              slot,
              chain -> {
                met.add(chain.context().recorder());
                return chain.proceed(chain.request());
              }));
    }
    ScriptedProvider fake = ScriptedProvider.named("fake").always("blue");
    try (LlmClient llm = builder.provider(fake).defaultModel(fake.model()).build()) {
      llm.chat(QUESTION);
      llm.chatAsync(QUESTION).join();
      for (int streams = 0; streams < 2; streams++) {
        try (ChatStream stream = llm.stream(QUESTION)) {
          stream.forEach(event -> {});
        }
      }
    }
    return met;
  }

  private static final class Looking implements CallObserver {
    @Override
    public Observation begin(ObservedCall call) {
      return new Observation() {
        @Override
        public AttemptObservation onAttempt(ObservedAttempt attempt) {
          return end -> {};
        }

        @Override
        public void onOutcome(ObservedOutcome outcome) {}
      };
    }
  }
}
