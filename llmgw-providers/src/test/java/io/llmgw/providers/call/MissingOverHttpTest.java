package io.llmgw.providers.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.route.Route;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the next calls when a server has not found something. */
@ExtendWith(LeakRule.class)
class MissingOverHttpTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final String NOTHING_THERE = "404 page not found";

  private final VirtualTime time = VirtualTime.skipping();

  private static SimulatedProvider server(int status, String body) {
    return SimulatedProvider.openAi()
        .model("m")
        .answer(Reply.raw(status, "application/json", body.replace('~', '"')))
        .always("Blue.")
        .start();
  }

  private LlmClient client(SimulatedProvider first, SimulatedProvider second) {
    return LlmClient.builder()
        .provider(OpenAi.builder().baseUrl(first.baseUrl()).keys(Keys.of("sk-1")).build())
        .provider(second.provider())
        .alias("any", Route.ordered(Route.target("openai/m"), second.target()))
        .defaultModel("openai/m")
        .time(time)
        .build();
  }

  private static SimulatedProvider another() {
    return SimulatedProvider.anthropic().named("another").always("From another.").start();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "404 | {~error~:{~message~:~No endpoints found that support tool use.~,~code~:404}} |"
            + " UNSUPPORTED",
        "404 | {~error~:{~message~:~Item with id rs_1 not found.~,~param~:~input~}} |"
            + " INVALID_REQUEST",
        "404 | {~error~:{~type~:~not_found_error~,~message~:~File not found: file_1~}} |"
            + " INVALID_REQUEST",
        "403 | {~error~:{~code~:403,~message~:~CachedContent not found (or permission denied)~}} |"
            + " INVALID_REQUEST",
        "404 | {~error~:{~code~:~DeploymentNotFound~,~message~:~x~}} | NOT_FOUND",
        "404 | 404 page not found | NOT_FOUND",
      })
  @Fault("F029")
  void theNextPlainCallIsSentAllTheSame(int status, String body, ErrorKind kind) {
    try (SimulatedProvider first = server(status, body);
        SimulatedProvider second = another();
        LlmClient llm = client(first, second)) {
      LlmException failure = catchThrowableOfType(LlmException.class, () -> llm.chat(QUESTION));

      assertThat(failure.kind()).isEqualTo(kind);
      assertThat(llm.chat(QUESTION).text()).isEqualTo("Blue.");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{~error~:{~message~:~No endpoints found that support tool use.~,~code~:404}} | openai/m",
        "404 page not found | another/model",
      })
  @Fault("F029")
  void aCallGoesOnAndTheNextOneKnows(String body, String next) {
    try (SimulatedProvider first = server(404, body);
        SimulatedProvider second = another();
        LlmClient llm = client(first, second)) {
      assertThat(llm.chat(QUESTION.withModel("any")).text()).isEqualTo("From another.");

      String served = llm.chat(QUESTION.withModel("any")).served().target();

      assertThat(served.substring(0, served.indexOf('/')))
          .isEqualTo(next.substring(0, next.indexOf('/')));
    }
  }

  @Test
  @Fault("F029")
  void whatMayComeIsAskedForAgainAfterFiveMinutes() {
    try (SimulatedProvider first = server(404, NOTHING_THERE);
        SimulatedProvider second = another();
        LlmClient llm = client(first, second)) {
      llm.chat(QUESTION.withModel("any"));
      time.advance(Duration.ofMinutes(5).minusNanos(1));
      llm.chat(QUESTION.withModel("any"));
      assertThat(first.requests()).hasSize(1);

      time.advance(Duration.ofNanos(1));

      assertThat(llm.chat(QUESTION.withModel("any")).text()).isEqualTo("Blue.");
    }
  }

  @Test
  @Fault("F029")
  void aModelOfOllamaMayBePulled() {
    Reply unpulled = Reply.raw(404, "application/json", "{\"error\":\"model 'm' not found\"}");
    try (SimulatedProvider server =
            SimulatedProvider.ollama().answer(unpulled).always("Blue.").start();
        LlmClient llm = LlmClient.builder().provider(server.provider()).time(time).build()) {
      ChatRequest question = QUESTION.withModel(server.model());
      LlmException failure = catchThrowableOfType(LlmException.class, () -> llm.chat(question));

      assertThat(failure.kind()).isEqualTo(ErrorKind.NOT_FOUND);
      assertThat(failure).hasMessageEndingWith("is not there yet: pull it");
      assertThat(llm.chat(question).text()).isEqualTo("Blue.");
    }
  }

  @Test
  @Fault("F029")
  void aModelThatIsNamedIsNotAskedForAgain() {
    String gone = "{\"error\":{\"message\":\"x\",\"code\":\"model_not_found\"}}";
    try (SimulatedProvider first = server(404, gone);
        SimulatedProvider second = another();
        LlmClient llm = client(first, second)) {
      llm.chat(QUESTION.withModel("any"));
      time.advance(Duration.ofDays(1));

      assertThat(llm.chat(QUESTION.withModel("any")).text()).isEqualTo("From another.");
      assertThat(first.requests()).hasSize(1);
    }
  }
}
