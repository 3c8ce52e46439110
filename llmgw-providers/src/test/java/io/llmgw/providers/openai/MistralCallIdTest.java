package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.replay.Written;
import io.llmgw.providers.wire.WireCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Mistral takes ids of nine letters and digits back, whoever the conversation began with. */
class MistralCallIdTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"call_0", "call_PTLP8xhu3uwZk4l3nlnrrJha", "toolu_01A09q90qw", "a:b", "äöüäöüäöü"})
  void anIdOfAnotherProviderIsMadeToFit(String id) {
    JsonNode messages = messages(Mistral.DIALECT, id);

    String sent = messages.at("/1/tool_calls/0/id").stringValue();
    assertThat(sent).matches("[a-zA-Z0-9]{9}");
    assertThat(messages.at("/2/tool_call_id").stringValue()).isEqualTo(sent);
    assertThat(messages(Mistral.DIALECT, id)).isEqualTo(messages);
  }

  @Test
  void itsOwnIdGoesBackAsItCame() {
    assertThat(messages(Mistral.DIALECT, "D681PevKs").at("/2/tool_call_id").stringValue())
        .isEqualTo("D681PevKs");
  }

  @Test
  void differentIdsStayDifferent() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      ids.add("call_" + i);
    }

    JsonNode calls = messages(Mistral.DIALECT, ids.toArray(new String[0])).at("/1");

    Set<String> sent = new HashSet<>(calls.path("tool_calls").findValuesAsString("id"));
    assertThat(sent).hasSameSizeAs(ids);
  }

  @Test
  void otherHostsAreSentTheIdAsItIs() {
    assertThat(
            messages(CompatibleHost.GROQ.dialect(), "call_0").at("/2/tool_call_id").stringValue())
        .isEqualTo("call_0");
  }

  private static JsonNode messages(Dialect host, String... ids) {
    List<ToolCall> calls = new ArrayList<>();
    List<ToolResult> results = new ArrayList<>();
    for (String id : ids) {
      calls.add(new ToolCall(id, "weather", Json.ofText("{}")));
      results.add(ToolResult.of(id, "rain"));
    }
    ChatRequest request =
        ChatRequest.of(
            List.of(
                Message.user("A coat in Oslo?"),
                Message.assistant(List.copyOf(calls)),
                Message.tool(results.toArray(new ToolResult[0]))));
    WireCall call = new WireCall(request, host.name(), "model-1", Delivery.WHOLE, note -> {});
    return Written.json(new OpenAiChatFormat(host), call).path("messages");
  }
}
