package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.providers.anthropic.Anthropic;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Code of Claude's runs in a container that is kept, which an answer names beside its content. */
class ContainerOfClaudeTest {
  private static final ChatRequest QUESTION =
      ChatRequest.of("How much is 3 * 12390?").withModel("anthropic/claude-sonnet-4-0");

  private static final String CONTAINER =
      "{\"expires_at\":\"2026-05-05T21:31:45.426087Z\",\"id\":\"container_011Cak4H46GFTKY78TtpxcHd\"}";

  private static final String HEAD =
      "\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-4-0\",";

  private static String whole(String container) {
    return HttpText.json(
        200,
        "{"
            + HEAD
            + "\"container\":"
            + container
            + ",\"content\":[{\"type\":\"server_tool_use\",\"id\":\"srvtoolu_1\","
            + "\"name\":\"code_execution\",\"input\":{\"code\":\"print(3 * 12390)\"}},"
            + "{\"type\":\"code_execution_tool_result\",\"tool_use_id\":\"srvtoolu_1\","
            + "\"content\":{\"type\":\"code_execution_result\",\"stdout\":\"37170\","
            + "\"stderr\":\"\",\"return_code\":0,\"content\":[]}},"
            + "{\"type\":\"text\",\"text\":\"37170\"}],\"stop_reason\":\"end_turn\","
            + "\"usage\":{\"input_tokens\":5,\"output_tokens\":5}}");
  }

  private static String stream(String container) {
    String text = "{\"type\":\"text_delta\",\"text\":\"37170\"}";
    return HttpText.eventStream()
        + event("message_start", "\"message\":{" + HEAD + "\"content\":[]}")
        + event(
            "content_block_start",
            "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}")
        + event("content_block_delta", "\"index\":0,\"delta\":" + text)
        + event("content_block_stop", "\"index\":0")
        + event(
            "message_delta",
            "\"delta\":{\"stop_reason\":\"end_turn\",\"container\":"
                + container
                + "},\"usage\":{\"output_tokens\":5}")
        + event("message_stop", "\"index\":0")
        + HttpText.LAST_CHUNK;
  }

  private static String event(String type, String members) {
    return HttpText.event("{\"type\":\"" + type + "\"," + members + "}");
  }

  /** How the second of two equal calls is answered. */
  private static CacheStatus secondOf(String answer, Function<LlmClient, ChatResponse> call) {
    ConnectionScript once = ConnectionScript.accept().readRequest().send(answer).finish();
    try (ScriptedServer server = ScriptedServer.start(once);
        LlmClient llm =
            LlmClient.builder()
                .provider(Anthropic.builder().keys(Keys.of("key")).baseUrl(server.url()).build())
                .use(ResponseCache.ofMegabytes(1))
                .build()) {
      assertThat(call.apply(llm).text()).isEqualTo("37170");
      ChatResponse second = call.apply(llm);
      assertThat(second.text()).isEqualTo("37170");
      return second.served().cache();
    }
  }

  private static ChatResponse streamed(LlmClient llm) {
    try (ChatStream stream = llm.stream(QUESTION)) {
      return stream.response();
    }
  }

  @Test
  void anAnswerThatNamesItIsNotKept() {
    assertThat(secondOf(whole(CONTAINER), llm -> llm.chat(QUESTION))).isEqualTo(CacheStatus.MISS);
    assertThat(secondOf(stream(CONTAINER), ContainerOfClaudeTest::streamed))
        .isEqualTo(CacheStatus.MISS);
  }

  @Test
  void oneThatNamesNoneIsKept() {
    assertThat(secondOf(whole("null"), llm -> llm.chat(QUESTION))).isEqualTo(CacheStatus.HIT);
    assertThat(secondOf(stream("null"), ContainerOfClaudeTest::streamed))
        .isEqualTo(CacheStatus.HIT);
  }
}
