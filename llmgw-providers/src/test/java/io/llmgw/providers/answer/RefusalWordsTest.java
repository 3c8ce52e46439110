package io.llmgw.providers.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.providers.replay.ListedHeaders;
import io.llmgw.test.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals of which the status, or the code that all others use, says the wrong thing. */
class RefusalWordsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Mistral
        "{'object':'error','message':'Invalid model: m','type':'invalid_model','code':'1500'}",
        // Perplexity
        "{'error':{'message':'Invalid model m.','type':'invalid_model','code':400}}",
        // DeepSeek
        "{'error':{'message':'Model Not Exist','type':'invalid_request_error','code':"
            + "'invalid_request_error'}}",
        // OpenRouter
        "{'error':{'message':'m is not a valid model ID','code':400},'user_id':'u'}",
      })
  @Fault("F029")
  void aModelThatNobodyKnowsIsOneWithStatus400Too(String body) {
    assertThat(refusal(400, body).kind()).isEqualTo(ErrorKind.MODEL_NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // xAI
        "{'code':'invalid-argument','error':'This model`s maximum prompt length is 131072 but the"
            + " request contains 140000 tokens.'}",
        // SambaNova
        "{'error':{'message':'The provided prompt is 4309 tokens long, so generating 1 tokens"
            + " requires a sequence length of 4310, but the maximum supported sequence length is"
            + " just 4096!'}}",
      })
  @Fault("F024")
  void aPromptThatIsTooLongIsOneInTheWordsOfFewToo(String body) {
    assertThat(refusal(400, body).kind()).isEqualTo(ErrorKind.CONTEXT_LENGTH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // OpenAI
        "{'error':{'message':'Unsupported parameter.','type':'invalid_request_error',"
            + "'param':'temperature','code':'unsupported_parameter'}}",
        "{'error':{'message':'Unsupported value.','type':'invalid_request_error',"
            + "'param':'temperature','code':'unsupported_value'}}",
        "{'error':{'message':'This model does not support file content types.',"
            + "'type':'invalid_request_error','code':'invalid_value'}}",
        "{'error':{'message':'Invalid content type. image_url is only supported by certain"
            + " models.','type':'invalid_request_error','code':null}}",
        "{'error':{'message':'Invalid Value: `file`. Supported values are: `text`, `image_url`,"
            + " `input_audio`, `refusal`, and `audio`.','type':'invalid_request_error',"
            + "'code':'invalid_value'}}",
        // Anthropic
        "{'type':'error','error':{'type':'invalid_request_error','message':'`temperature` and"
            + " `top_p` cannot both be specified for this model. Please use only one.'}}",
        "{'type':'error','error':{'type':'invalid_request_error','message':'adaptive thinking is"
            + " not supported on this model'}}",
        "{'type':'error','error':{'type':'invalid_request_error','message':'Prefilling assistant"
            + " messages is not supported for this model.'}}",
        // Ollama
        "{'error':'registry.ollama.ai/library/gemma:2b does not support tools'}",
        "{'error':'`gemma:2b` does not support thinking'}",
        // Gemini
        "{'error':{'code':400,'message':'Developer instruction is not enabled for models/g',"
            + "'status':'INVALID_ARGUMENT'}}",
        // Bedrock
        "{'__type':'ValidationException','message':'This model doesn`t support tool use in"
            + " streaming mode.'}",
        "{'__type':'ValidationException','message':'This model doesn`t support the system"
            + " field.'}",
        // vLLM
        "{'object':'error','message':'tool choice requires --enable-auto-tool-choice and"
            + " --tool-call-parser to be set','type':'BadRequestError','code':400}",
      })
  void whatTheModelCannotDoAnotherTargetMay(String body) {
    for (int status : new int[] {400, 422}) {
      LlmException error = refusal(status, body);

      assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
      assertThat(error.isRetryable()).isFalse();
      assertThat(error.parameter()).isEqualTo(body.contains("param'") ? "temperature" : null);
    }
  }

  @Test
  void aStreamMaySayWhatTheModelCannotDo() {
    String body = "{'error':{'message':'x','param':'top_p','code':'unsupported_parameter'}}";

    assertThat(refusal(200, body).kind()).isEqualTo(ErrorKind.UNSUPPORTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'message':'full'}", "", "{'error':{'message':'full'}}"})
  void groqIsFullWithoutAnyCode(String body) {
    LlmException error = refusal("groq", 498, body);

    assertThat(error.kind()).isEqualTo(ErrorKind.OVERLOADED);
    assertThat(error.isRetryable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"engine_overloaded_error", "engine_overloaded"})
  void anEngineThatIsFullIsNoLimitOfTheCaller(String type) {
    String body = "{'error':{'message':'x','type':'" + type + "'}}";

    assertThat(refusal(429, body).kind()).isEqualTo(ErrorKind.OVERLOADED);
    assertThat(refusal(200, body).kind()).isEqualTo(ErrorKind.OVERLOADED);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 200})
  void aCallThatTheModelHasWrittenBadlyMayBeWrittenWellTheNextTime(int status) {
    LlmException error =
        refusal(
            status,
            "{'error':{'message':'Failed to call a function.','type':'invalid_request_error',"
                + "'code':'tool_use_failed','failed_generation':'x','status_code':400}}");

    assertThat(error.kind()).isEqualTo(ErrorKind.SERVER);
    assertThat(error.isRetryable()).isTrue();
    assertThat(error.isPossiblyBilled()).isTrue();
    assertThat(error.providerCode()).isEqualTo("tool_use_failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'message':'blocked'}", "", "{'id':'1','message':'a token is blocked'}"})
  void wordsThatCohereDoesNotTakeAreNoMistakeOfTheRequest(String body) {
    LlmException error = refusal(498, body);

    assertThat(error.kind()).isEqualTo(ErrorKind.CONTENT_POLICY);
    assertThat(error.isRetryable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"capacity_exceeded", "overloaded"})
  void withTheSameStatusGroqIsFull(String type) {
    LlmException error = refusal(498, "{'error':{'message':'x','type':'" + type + "'}}");

    assertThat(error.kind()).isEqualTo(ErrorKind.OVERLOADED);
    assertThat(error.isRetryable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "include",
        "instructions",
        "max_output_tokens",
        "max_tool_calls",
        "previous_response_id",
        "prompt_cache_retention",
        "safety_identifier",
        "text",
        "truncation",
      })
  void fieldsOfResponsesAreNamed(String field) {
    String body =
        "{'error':{'message':'x','type':'invalid_request_error','param':'" + field + "'}}";

    assertThat(refusal(400, body).parameter()).isEqualTo(field);
  }

  private static LlmException refusal(int status, String body) {
    return refusal("openai", status, body);
  }

  private static LlmException refusal(String provider, int status, String body) {
    byte[] bytes = body.replace('\'', '"').replace('`', '\'').getBytes(StandardCharsets.UTF_8);
    return new AnswerHead(provider, "gpt", status, ListedHeaders.of(), NOW)
        .refusal(ErrorBody.of(bytes, 0, bytes.length));
  }
}
