package io.llmgw.providers.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.ToolCall;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.providers.replay.Assembled;
import io.llmgw.providers.replay.Cuts;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.Recordings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Recorded streams of which only the ends of the parts are left say the same as before. */
class PartsWithoutDeltasTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> DELTAS =
      Set.of(
          "response.output_text",
          "response.refusal",
          "response.reasoning_text",
          "response.reasoning_summary_text",
          "response.function_call_arguments");

  @Test
  void theEndOfAPartIsEnough() {
    int compared = 0;
    for (Exchange exchange : Recordings.required().of("responses")) {
      if (exchange.status() >= 400 || !exchange.isStreamed()) {
        continue;
      }
      List<JsonNode> events = events(exchange);
      if (!hasEndsOfAll(events)) {
        continue;
      }
      ChatResponse whole = answer(exchange.streamBody(), exchange);
      ChatResponse rest = answer(withoutDeltas(events), exchange);

      assertThat(rest.text()).as(exchange.file()).isEqualTo(whole.text());
      assertThat(rest.reasoning()).as(exchange.file()).isEqualTo(whole.reasoning());
      assertThat(calls(rest)).as(exchange.file()).isEqualTo(calls(whole));
      compared++;
    }
    assertThat(compared).isGreaterThan(30);
  }

  private static List<JsonNode> events(Exchange exchange) {
    List<JsonNode> events = new ArrayList<>();
    String body = new String(exchange.streamBody(), StandardCharsets.UTF_8);
    for (String line : body.split("\r\n|\n")) {
      String data = line.startsWith("data:") ? line.substring(5).strip() : "";
      if (data.startsWith("{")) {
        events.add(JSON.readTree(data));
      }
    }
    return events;
  }

  private static boolean hasEndsOfAll(List<JsonNode> events) {
    Set<String> begun = new HashSet<>();
    for (JsonNode event : events) {
      String type = event.path("type").asString("");
      int cut = type.lastIndexOf('.');
      String stem = type.substring(0, Math.max(cut, 0));
      if (!DELTAS.contains(stem)) {
        continue;
      }
      String part =
          stem
              + (" " + event.path("output_index").asInt(0))
              + (" " + event.path("content_index").asInt(event.path("summary_index").asInt(0)));
      if (type.endsWith(".delta")) {
        begun.add(part);
      } else {
        begun.remove(part);
      }
    }
    return begun.isEmpty();
  }

  private static byte[] withoutDeltas(List<JsonNode> events) {
    StringBuilder rest = new StringBuilder();
    for (JsonNode event : events) {
      String type = event.path("type").asString("");
      if (type.endsWith(".delta") || type.equals("response.output_item.done")) {
        continue;
      }
      if (event.path("response").has("output")) {
        ((ObjectNode) event.path("response")).putArray("output");
      }
      rest.append("data: ").append(JSON.writeValueAsString(event)).append("\n\n");
    }
    return rest.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static ChatResponse answer(byte[] stream, Exchange exchange) {
    List<LlmEvent> events = new ArrayList<>();
    Decoding.READING.stream(Cuts.whole(stream), Decoding.READING.head(exchange), events::add);
    return Assembled.chat(events);
  }

  private static List<String> calls(ChatResponse response) {
    return response.toolCalls().stream().map(PartsWithoutDeltasTest::words).toList();
  }

  private static String words(ToolCall call) {
    return call.name() + " " + call.arguments();
  }
}
