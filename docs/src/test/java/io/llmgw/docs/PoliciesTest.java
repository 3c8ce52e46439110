package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The policies of the guide, at work. */
class PoliciesTest {
  // begin policy
  static final class House implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("house-rules").in(Slot.APPLICATION);
    }

    @Override
    public EventStream intercept(Chain chain) {
      LlmRequest<?> asked = chain.request();
      LlmRequest<?> told =
          asked instanceof ChatRequest chat ? chat.withSystemPrefix("Be polite.") : asked;
      return chain.proceed(told, outcome -> audit(chain.context().callId(), outcome));
    }

    private void audit(String callId, Outcome outcome) {
      // called exactly once, however the call ends
    }
  }

  // end policy

  // begin retry
  static final class OnceMore implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("once-more").in(Slot.CALL);
    }

    @Override
    public EventStream intercept(Chain chain) {
      try {
        return chain.proceed(chain.request());
      } catch (LlmException e) {
        if (!e.isRetryable()) {
          throw e;
        }
        return chain.proceed(chain.request());
      }
    }
  }

  // end retry

  // begin observer
  static final class Slow implements CallObserver {
    private final List<String> slowCalls = new ArrayList<>();

    @Override
    public Observation begin(ObservedCall call) {
      return outcome -> {
        if (outcome.served().latency().toSeconds() >= 10) {
          slowCalls.add(call.callId() + " " + outcome.served().target());
        }
      };
    }
  }

  // end observer

  @Test
  void aPolicyChangesTheRequest() {
    ScriptedProvider model = ScriptedProvider.named("fake").always("Yes, please.");
    // begin use
    try (LlmClient llm =
        LlmClient.builder()
            .provider(model)
            .defaultModel("fake/model")
            .use(new House())
            .observe(new Slow())
            .build()) {
      System.out.println(llm.prompt("Tea?").explain());
      System.out.println(llm.prompt("Tea?").text());
    }
    // end use

    assertThat(model.requests()).hasSize(1);
  }

  @Test
  void aFailureBeforeTheFirstContentCanBeRepeated() {
    ScriptedProvider model =
        ScriptedProvider.named("fake").fails(ErrorKind.OVERLOADED).answers("At last.");

    try (LlmClient llm =
        LlmClient.builder()
            .provider(model)
            .defaultModel("fake/model")
            .retries(Retries.none())
            .use(new OnceMore())
            .build()) {
      assertThat(llm.prompt("Tea?").text()).isEqualTo("At last.");
    }
  }
}
