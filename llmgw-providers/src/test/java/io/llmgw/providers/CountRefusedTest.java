package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.providers.openai.CompatibleHost;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A count that is answered with 404: a model that is not there is told as by a chat, and a host
 * that does not count is one that cannot do it.
 */
@ExtendWith(LeakRule.class)
class CountRefusedTest {
  private enum Api {
    ANTHROPIC,
    GEMINI,
    RESPONSES,
    VLLM,
    LLAMA_CPP,
    COHERE;

    SimulatedProvider.Builder server() {
      return switch (this) {
        case ANTHROPIC -> SimulatedProvider.anthropic();
        case GEMINI -> SimulatedProvider.gemini();
        case RESPONSES -> SimulatedProvider.openAiResponses();
        case VLLM, LLAMA_CPP -> SimulatedProvider.openAi();
        case COHERE -> SimulatedProvider.cohere();
      };
    }

    Provider provider(SimulatedProvider server) {
      return switch (this) {
        case VLLM -> CompatibleHost.VLLM.builder().baseUrl(server.baseUrl()).build();
        case LLAMA_CPP -> CompatibleHost.LLAMA_CPP.builder().baseUrl(server.baseUrl()).build();
        default -> server.provider();
      };
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ANTHROPIC | 404 | {\"type\":\"error\",\"error\":{\"type\":\"not_found_error\","
            + "\"message\":\"model: claude-none\"}}",
        "ANTHROPIC | 404 | {\"error\":{\"type\":\"NotFoundError\","
            + "\"message\":\"The model `x` does not exist.\",\"code\":404}}",
        "GEMINI | 404 | {\"error\":{\"code\":404,\"status\":\"NOT_FOUND\",\"message\":"
            + "\"models/none is not found for API version v1beta, or is not supported.\"}}",
        "GEMINI | 404 | {\"error\":{\"code\":404,\"status\":\"NOT_FOUND\",\"message\":"
            + "\"Publisher Model `projects/p/publishers/google/models/n` was not found.\"}}",
        "RESPONSES | 404 | {\"error\":{\"code\":\"model_not_found\",\"message\":\"no\"}}",
        "RESPONSES | 400 | {\"error\":{\"code\":\"model_not_found\",\"message\":\"no\"}}",
        "VLLM | 404 | {\"error\":{\"type\":\"NotFoundError\","
            + "\"message\":\"The model `x` does not exist.\",\"code\":404}}",
        "COHERE | 404 | {\"message\":\"model 'none' not found, make sure the model ID is right\"}",
      })
  void aModelThatIsNotThereIsToldAsByAChat(Api api, int status, String body) {
    LlmException error = refused(api, Reply.raw(status, "application/json", body));

    assertThat(error.kind()).isEqualTo(ErrorKind.MODEL_NOT_FOUND);
    assertThat(error.httpStatus()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "ANTHROPIC | 404 | application/json | {\"detail\":\"Not Found\"}",
        "ANTHROPIC | 404 | application/json | {\"type\":\"error\",\"error\":"
            + "{\"type\":\"not_found_error\",\"message\":\"Not Found\"}}",
        "ANTHROPIC | 405 | application/json | {\"detail\":\"Method Not Allowed for a model\"}",
        "GEMINI | 404 | text/html | <html>The requested URL was not found: /models/model-1</html>",
        "GEMINI | 404 | application/json | {\"message\":"
            + "\"Cannot POST /v1beta/models/my-model:countTokens\"}",
        "RESPONSES | 404 | application/json | {\"error\":{\"message\":"
            + "\"Invalid URL (POST /v1/responses/input_tokens)\",\"code\":null}}",
        "VLLM | 404 | application/json | {\"detail\":\"Not Found\"}",
        "LLAMA_CPP | 404 | application/json | {\"error\":{\"code\":404,\"message\":"
            + "\"File Not Found\",\"type\":\"not_found_error\"}}",
        "COHERE | 405 | application/json | {\"message\":\"Method Not Allowed\"}",
      })
  void aHostThatDoesNotCountCannotDoIt(Api api, int status, String type, String body) {
    LlmException error = refused(api, Reply.raw(status, type, body));

    assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
    assertThat(error).hasMessageContaining("does not count tokens");
  }

  private static LlmException refused(Api api, Reply reply) {
    try (SimulatedProvider server = api.server().always(reply).start();
        Provider provider = api.provider(server);
        LlmClient llm = LlmClient.builder().provider(provider).build()) {
      ChatRequest words = ChatRequest.of("words").withModel(provider.name() + "/sim-1");

      return catchThrowableOfType(LlmException.class, () -> llm.countTokens(words));
    }
  }
}
