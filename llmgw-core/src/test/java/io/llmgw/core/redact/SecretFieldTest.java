package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.json.Json;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as a value is masked as the same JSON is as text. */
class SecretFieldTest {
  private final Redaction redaction = Redaction.of(EntitySets.ALL).budget(Duration.ofMinutes(1));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"password\":\"rosebud\"}",
        "{\"password\":\"a)b(c1]\"}",
        "{\"password\":\"S;1x&y\"}",
        "{\"password\":\"p@ss w0rd\"}",
        "{\"db_pass\":\"correct horse battery\"}",
        "{\"password\":\"Kennwort\"}",
        "{\"password\":\"Enter your password 1\"}",
        "{\"password\":\"${DB_PASSWORD1}\"}",
        "{\"password\":\"hunter2 is the one\"}",
        "{\"passwordHash\":\"abc123def\"}",
        "{\"compass\":\"n0rth1\"}",
        "{\"userPassword\":\"\\\"rosebud1\"}",
        "{\"secret\":\"abc123xyz789Abc\"}",
        "{\"secret\":\"a tale of 12 Cities, and 34 more\"}",
        "{\"token_count\":\"123456789012345\"}",
        "{\"auth\":{\"token\":\"78gU6HSFwnptxq6AI7FPQRYkNocJZC7c\"}}",
        "{\"user\":{\"password\":\"rosebud\",\"name\":\"ada\"},\"n\":\"1\"}",
        "{\"note\":\"password=Tr0ub4dor\"}",
        "{\"contrase\u00f1a\":\"rosebud\",\"has\u0142o\":\"rosebuds\"}",
        "{\"iban\":\"DE89370400440532013000\",\"password\":\"a@b.example1\"}"
      })
  void aResultIsMaskedAsItsTextIs(String json) {
    assertThat(sent(Json.ofText(json))).isEqualTo(Json.ofText(redaction.preview(json).masked()));
  }

  private Json sent(Json json) {
    ScriptedProvider fake = ScriptedProvider.named("fake").always("fine");
    try (LlmClient llm =
        LlmClient.builder().provider(fake).defaultModel(fake.model()).use(redaction).build()) {
      llm.chat(
          List.of(
              Message.user("go on"),
              Message.assistant(List.of(new ToolCall("1", "save", Json.object()))),
              Message.tool(ToolResult.json("1", json))));
    }
    ChatRequest sent = (ChatRequest) fake.requests().get(0);
    ToolResult result = (ToolResult) sent.content().messages().get(2).parts().get(0);
    return ((Part.Structured) result.content().get(0)).json();
  }
}
