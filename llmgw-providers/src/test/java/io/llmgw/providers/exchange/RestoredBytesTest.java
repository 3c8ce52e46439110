package io.llmgw.providers.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.json.Json;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ConnectionScript;
import io.llmgw.test.socket.HttpText;
import io.llmgw.test.socket.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values come back over a real wire, at whichever byte the answer is cut (family 21). */
class RestoredBytesTest {
  private static final String EMAIL = "ada@example.com";
  private static final String CARD = "4111 1111 1111 1111";
  private static final String PROMPT = EMAIL + " pays by " + CARD;
  private static final String TEXT =
      "\ud83d\ude00 caf\u00e9 <EMAIL_1>\u4e2d [credit card 1] https://evil.example/<EMAIL_1>"
          + " &lt;EMAIL_1&gt; <EMAIL_9> \"<EMAIL_1";
  private static final String RESTORED =
      "\ud83d\ude00 caf\u00e9 "
          + EMAIL
          + "\u4e2d "
          + CARD
          + " https://evil.example/<EMAIL_1> "
          + EMAIL
          + " <EMAIL_9> \"<EMAIL_1";

  private static LlmClient client(SimulatedProvider server) {
    return LlmClient.builder()
        .provider(server.provider())
        .defaultModel(server.model())
        .use(redaction())
        .build();
  }

  private static Redaction redaction() {
    return Redaction.of(EntitySets.CONTACT, EntitySets.PAYMENT)
        .trustingTools("pay")
        .budget(Duration.ofMinutes(1));
  }

  /** Slices of each length up to this one: cuts at each byte, and pieces that hold several. */
  private static final int MOST = 6;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void textIsTheSameInSlicesOfAnyLength(boolean isOpenAi) {
    for (int slice = 1; slice <= MOST; slice++) {
      Reply reply = Reply.text(TEXT).sliced(slice);
      SimulatedProvider.Builder builder =
          isOpenAi ? SimulatedProvider.openAi() : SimulatedProvider.anthropic();
      try (SimulatedProvider server = builder.always(reply).start();
          LlmClient llm = client(server)) {
        ChatResponse whole = llm.prompt(PROMPT).send();
        ChatResponse streamed = streamed(llm);

        assertThat(whole.text()).isEqualTo(RESTORED);
        assertThat(streamed.message()).as("slices of %d", slice).isEqualTo(whole.message());
        assertThat(streamed.finishReason()).isEqualTo(whole.finishReason());
        assertThat(streamed.usage().isUnknown()).isFalse();
        assertThat(server.failures()).isEmpty();
      }
    }
  }

  private static ChatResponse streamed(LlmClient llm) {
    try (ChatStream stream = llm.prompt(PROMPT).stream()) {
      stream.forEach(event -> {});
      return stream.response();
    }
  }

  @Test
  void callsOfToolsThatTakeTurnsAreTheSameInSlicesOfAnyLength() {
    String arguments =
        "{\"to\":\"<EMAIL_1>\",\"n\":\"\\u00e9\\ud83d\\ude00 \\u003cEMAIL_1\\u003e\"}";
    String expected = arguments.replace("<EMAIL_1>", EMAIL).replace("\\u003cEMAIL_1\\u003e", EMAIL);
    for (long seed = 0; seed < 4; seed++) {
      String body = interleaved(new Random(seed), arguments);
      for (int slice = 1; slice <= MOST; slice += 2) {
        ConnectionScript script = ConnectionScript.accept().readRequest();
        try (ScriptedServer server = ScriptedServer.start(script.send(chunked(body, slice)));
            LlmClient llm =
                LlmClient.builder()
                    .provider(OpenAi.builder().baseUrl(server.url()).build())
                    .defaultModel("openai/m")
                    .use(redaction())
                    .build()) {
          ChatResponse answer = streamed(llm);

          assertThat(answer.toolCalls())
              .as("seed %d, slices of %d", seed, slice)
              .extracting(ToolCall::arguments)
              .extracting(Json::text)
              .containsExactly(expected, arguments, expected);
          assertThat(answer.usage().isUnknown()).isFalse();
        }
      }
    }
  }

  /** A chunk of its own for each slice, though it may be within a char. */
  private static byte[] chunked(String body, int slice) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(bytes(HttpText.eventStream()));
    byte[] all = bytes(body);
    for (int at = 0; at < all.length; at += slice) {
      int length = Math.min(slice, all.length - at);
      out.writeBytes(bytes(Integer.toHexString(length) + "\r\n"));
      out.write(all, at, length);
      out.writeBytes(bytes("\r\n"));
    }
    out.writeBytes(bytes(HttpText.LAST_CHUNK));
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Three calls, the second of a tool that is not trusted, in turns that chance decides. */
  private static String interleaved(Random random, String arguments) {
    StringBuilder body = new StringBuilder();
    List<Integer> open = new ArrayList<>(List.of(0, 1, 2));
    int[] reached = new int[3];
    for (int i = 0; i < 3; i++) {
      body.append(
          delta(
              Map.of(
                  "index",
                  i,
                  "id",
                  "c" + i,
                  "type",
                  "function",
                  "function",
                  Map.of("name", i == 1 ? "post" : "pay", "arguments", ""))));
    }
    while (!open.isEmpty()) {
      Integer call = open.get(random.nextInt(open.size()));
      int end = Math.min(arguments.length(), reached[call] + 1 + random.nextInt(7));
      String piece = arguments.substring(reached[call], end);
      body.append(delta(Map.of("index", call, "function", Map.of("arguments", piece))));
      reached[call] = end;
      if (end == arguments.length()) {
        open.remove(call);
      }
    }
    return body
        + event("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}")
        + event("{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}")
        + event("[DONE]");
  }

  private static String delta(Map<String, ?> call) {
    Map<String, ?> choice = Map.of("index", 0, "delta", Map.of("tool_calls", List.of(call)));
    return event(Json.ofValue(Map.of("id", "x", "choices", List.of(choice))).text());
  }

  private static String event(String payload) {
    return "data: " + payload + "\n\n";
  }
}
