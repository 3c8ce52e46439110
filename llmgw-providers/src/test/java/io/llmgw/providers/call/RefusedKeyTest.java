package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.providers.anthropic.Anthropic;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and targets that a server refuses by status, over real sockets; waits take no time. */
@ExtendWith(LeakRule.class)
class RefusedKeyTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final ChatRequest ROUTED = QUESTION.withModel("any");
  private static final ApiKey OLD = ApiKey.of("old", "sk-old");
  private static final ApiKey SPARE = ApiKey.of("spare", "sk-spare").weight(0);

  private final VirtualTime time = VirtualTime.skipping();

  private static SimulatedProvider server(Reply toTheOldKey) {
    return SimulatedProvider.openAi()
        .model("m")
        .forKey(OLD.secret(), toTheOldKey)
        .always("Blue.")
        .start();
  }

  private LlmClient client(SimulatedProvider server, ApiKey... keys) {
    return LlmClient.builder()
        .provider(OpenAi.builder().baseUrl(server.baseUrl()).keys(Keys.of(keys)).build())
        .defaultModel("openai/m")
        .time(time)
        .build();
  }

  private static LlmException failure(LlmClient llm, ChatRequest request) {
    return catchThrowableOfType(LlmException.class, () -> llm.chat(request));
  }

  @ParameterizedTest
  @CsvSource({
    "401, invalid_api_key, AUTH",
    "402, billing_error, QUOTA",
    "403, forbidden, PERMISSION",
    "429, insufficient_quota, QUOTA",
    "429, rate_limit_exceeded, RATE_LIMIT",
    "429, INSUFFICIENT QUOTA, RATE_LIMIT",
  })
  @Fault({"F026", "F027", "F028", "F036", "F042"})
  void theNextKeyIsUsedAtOnceAndTheRefusedOneRests(int status, String code, ErrorKind kind) {
    try (SimulatedProvider server = server(Reply.status(status, code));
        LlmClient llm = client(server, OLD, SPARE)) {
      ChatResponse answer = llm.chat(QUESTION);

      assertThat(answer.served().attempts())
          .extracting(AttemptRecord::error)
          .containsExactly(kind, null);
      assertThat(answer.served().keyAlias()).isEqualTo("spare");
      assertThat(llm.chat(QUESTION).served().attempts()).hasSize(1);
      assertThat(server.requests())
          .extracting(request -> request.header("authorization"))
          .containsExactly("Bearer sk-old", "Bearer sk-spare", "Bearer sk-spare");
      assertThat(time.nanos()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"7, 7000", "1.5, 1500", "' 2 ', 2000"})
  @Fault({"F036", "I15"})
  void noAttemptWithAKeyBeforeTheTimeThatItsServerNames(String header, long millis) {
    try (SimulatedProvider server =
            server(Reply.status(429, "rate_limit_exceeded").header("retry-after", header));
        LlmClient llm = client(server, OLD, SPARE)) {
      llm.chat(QUESTION);
      time.advance(Duration.ofMillis(millis - 1));
      llm.chat(QUESTION);
      assertThat(uses(server, OLD)).isEqualTo(1);
      time.advance(Duration.ofMillis(1));

      llm.chat(QUESTION);

      assertThat(uses(server, OLD)).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"86400, 3600", "1000000000000000000, 3600"})
  @Fault("F041")
  void anAbsurdTimeRestsTheKeyForAnHour(String header, long seconds) {
    try (SimulatedProvider server =
            server(Reply.status(429, "rate_limit_exceeded").header("retry-after", header));
        LlmClient llm = client(server, OLD)) {
      assertThat(failure(llm, QUESTION).attempts()).hasSize(1);

      LlmException next = failure(llm, QUESTION);

      assertThat(next.kind()).isEqualTo(ErrorKind.RATE_LIMIT);
      assertThat(next.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
      assertThat(next.attempts()).isEmpty();
      assertThat(server.requests()).hasSize(1);
      assertThat(time.nanos()).isZero();
    }
  }

  @Test
  @Fault("F043")
  void anAnswerThatSaysThatNothingIsLeftRestsItsKeyUntilTheReset() {
    Reply last =
        Reply.text("Blue.")
            .header("x-ratelimit-limit-requests", "10")
            .header("x-ratelimit-remaining-requests", "0")
            .header("x-ratelimit-reset-requests", "6m0s");
    try (SimulatedProvider server = server(last);
        LlmClient llm = client(server, OLD, SPARE)) {
      assertThat(llm.chat(QUESTION).served().keyAlias()).isEqualTo("old");

      time.advance(Duration.ofSeconds(359));
      assertThat(llm.chat(QUESTION).served().keyAlias()).isEqualTo("spare");
      time.advance(Duration.ofSeconds(1));

      assertThat(llm.chat(QUESTION).served().keyAlias()).isEqualTo("old");
    }
  }

  @ParameterizedTest
  @CsvSource({"529, overloaded_error", "503, unavailable"})
  @Fault({"F044", "F045"})
  void anOverloadedServerRestsAsATargetAndNotItsKey(int status, String code) {
    Reply overloaded = Reply.status(status, code).header("retry-after", "60");
    try (SimulatedProvider first =
            SimulatedProvider.anthropic().model("m").answer(overloaded).always("First.").start();
        SimulatedProvider second = SimulatedProvider.openAi().model("m").always("Next.").start();
        LlmClient llm = routed(first, second)) {
      assertThat(llm.chat(ROUTED).text()).isEqualTo("Next.");
      assertThat(llm.chat(ROUTED).served().attempts()).hasSize(1);
      assertThat(first.requests()).hasSize(1);
      assertThat(llm.chat(QUESTION.withModel("anthropic/other")).text()).isEqualTo("First.");

      time.advance(Duration.ofSeconds(60));

      assertThat(llm.chat(ROUTED).text()).isEqualTo("First.");
    }
  }

  @Test
  @Fault("F029")
  void aModelThatIsGoneIsOutAndTheCallGoesOn() {
    try (SimulatedProvider first =
            SimulatedProvider.anthropic().model("m").always(Reply.status(404)).start();
        SimulatedProvider second = SimulatedProvider.openAi().model("m").always("Next.").start();
        LlmClient llm = routed(first, second)) {
      for (int i = 0; i < 10; i++) {
        assertThat(llm.chat(ROUTED).text()).isEqualTo("Next.");
        time.advance(Duration.ofDays(1));
      }

      assertThat(first.requests()).hasSize(1);
    }
  }

  @Test
  @Fault("F023")
  void aMalformedRequestIsSentOnceAndNowhereElse() {
    try (SimulatedProvider first =
            SimulatedProvider.anthropic().model("m").always(Reply.status(400)).start();
        SimulatedProvider second = SimulatedProvider.openAi().model("m").always("Next.").start();
        LlmClient llm = routed(first, second)) {
      for (int i = 0; i < 10; i++) {
        assertThat(failure(llm, ROUTED).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
      }

      assertThat(first.requests()).as("the breaker does not count it").hasSize(10);
      assertThat(second.requests()).isEmpty();
    }
  }

  private LlmClient routed(SimulatedProvider first, SimulatedProvider second) {
    return LlmClient.builder()
        .provider(Anthropic.builder().baseUrl(first.baseUrl()).keys(Keys.of(OLD)).build())
        .provider(OpenAi.builder().baseUrl(second.baseUrl()).keys(Keys.of(OLD)).build())
        .alias("any", Route.ordered(Route.target("anthropic/m"), Route.target("openai/m")))
        .time(time)
        .build();
  }

  private static long uses(SimulatedProvider server, ApiKey key) {
    return server.requests().stream().filter(request -> isBy(request, key)).count();
  }

  private static boolean isBy(ReceivedRequest request, ApiKey key) {
    return ("Bearer " + key.secret()).equals(request.header("authorization"));
  }
}
