package io.llmgw.providers.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.providers.replay.ListedHeaders;
import io.llmgw.test.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider has not found: its model, a part of the request, or something that may come. */
class NotFoundTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'error':{'message':'x','type':'invalid_request_error','code':'model_not_found'}}",
        "{'error':{'message':'The model `m` does not exist or you do not have access to it.'}}",
        "{'error':{'message':'x','type':'NotFoundError','param':'model','code':404}}",
        "{'type':'error','error':{'type':'not_found_error','message':'model: claude-0'}}",
        "{'error':{'code':404,'message':'models/m is not found for API version v1beta, or is not"
            + " supported for generateContent.','status':'NOT_FOUND'}}",
        "{'error':{'code':404,'message':'Publisher Model `projects/p/models/m` was not"
            + " found','status':'NOT_FOUND'}}",
        "{'__type':'com.amazon#ResourceNotFoundException','message':'x'}",
        "{'message':'This model version has reached the end of its life.'}",
        "{'error':'Specified model not found: m'}",
      })
  @Fault("F029")
  void aModelThatIsNamedIsGone(String body) {
    assertThat(refusal(404, body).kind()).isEqualTo(ErrorKind.MODEL_NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "404 page not found",
        "<html><body>Not Found</body></html>",
        "{'type':'error','error':{'type':'not_found_error','message':'Not Found'}}",
        "{'error':{'code':404,'message':'Requested entity was not found.','status':'NOT_FOUND'}}",
        "{'error':{'message':'Invalid URL (POST /v1/chats)','type':'invalid_request_error'}}",
        "{'status':404,'title':'Not Found','detail':'Not found for account x'}",
        "{'error':{'message':'No endpoints found for deepseek/deepseek-chat.','code':404}}",
        "{'error':{'code':'DeploymentNotFound','message':'The API deployment for this resource does"
            + " not exist. If you created the deployment within the last 5 minutes, please wait a"
            + " moment and try again.'}}",
        "{'error':'model \\'m\\' not found, try pulling it first'}",
      })
  void whatNamesNoModelOrMayComeIsNotGoneForGood(String body) {
    assertThat(refusal(404, body).kind()).isEqualTo(ErrorKind.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No endpoints found that support tool use. To learn more, visit: https://openrouter.ai",
        "No endpoints found that support the provided 'tool_choice' value.",
        "No endpoints found matching your data policy (Free model publication).",
        "No endpoints available matching your guardrail restrictions and data policy.",
        "No allowed providers are available for the selected model.",
      })
  void aModelThatNobodyServesInThisWayTakesOtherRequests(String words) {
    LlmException error =
        refusal(404, "{'error':{'message':'" + words.replace("'", "`") + "','code':404}}");

    assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
    assertThat(error.httpStatus()).isEqualTo(404);
    assertThat(error.isRetryable()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "404 | {'error':{'message':'Item with id rs_1 not found. Items are not persisted when"
            + " `store` is set to"
            + " false.','type':'invalid_request_error','param':'input','code':null}}",
        "404 | {'error':{'message':'Item with id rs_1 not found.','param':null,'code':null}}",
        "404 | {'error':{'message':'Previous response with id resp_1 not found.','code':null}}",
        "404 | {'error':{'message':'Container with id cntr_1 not found.','code':null}}",
        "404 | {'error':{'message':'No such File object: file-1','code':null}}",
        "404 | {'type':'error','error':{'type':'not_found_error','message':'File not found:"
            + " file_1'}}",
        "404 | {'error':{'code':404,'message':'Not found: cached content metadata for"
            + " 1.','status':'NOT_FOUND'}}",
        "403 | {'error':{'code':403,'message':'CachedContent not found (or permission"
            + " denied)','status':'PERMISSION_DENIED'}}",
        "403 | {'error':{'code':403,'message':'You do not have permission to access the File 1 or"
            + " it may not exist.','status':'PERMISSION_DENIED'}}",
        "400 | {'error':{'code':400,'message':'The File 1 is not in an ACTIVE state and usage is"
            + " not allowed.','status':'FAILED_PRECONDITION'}}",
      })
  void whatTheRequestNamesIsItsOwnFault(int status, String body) {
    assertThat(refusal(status, body).kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
  }

  @ParameterizedTest
  @CsvSource({
    "model: claude-0, MODEL_NOT_FOUND",
    "File not found: file_1, INVALID_REQUEST",
    "Not Found, NOT_FOUND",
  })
  void soItIsInsideAnAnswer(String words, ErrorKind kind) {
    String body = "{'type':'error','error':{'type':'not_found_error','message':'" + words + "'}}";

    assertThat(inside(body).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'message':'User location is not supported for the API use.'",
        "'message':'The free tier is not available in your country. Please enable billing.'",
        "'message':'$grpcMessage','details':[{'@type':'type.googleapis.com/google.rpc.DebugInfo',"
            + "'detail':'[ORIGINAL ERROR] User location is not supported for the API use.'}]",
      })
  void whatTheAccountMayNotIsAboutItsKey(String words) {
    String body = "{'error':{'code':400,'status':'FAILED_PRECONDITION'," + words + "}}";

    assertThat(refusal(400, body).kind()).isEqualTo(ErrorKind.PERMISSION);
    assertThat(inside(body).kind()).isEqualTo(ErrorKind.PERMISSION);
  }

  private static LlmException inside(String body) {
    return refusal(200, body);
  }

  private static LlmException refusal(int status, String body) {
    byte[] bytes = body.replace("\\'", "`").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return new AnswerHead("openai", "gpt", status, ListedHeaders.of(), NOW)
        .refusal(ErrorBody.of(bytes, 0, bytes.length));
  }
}
