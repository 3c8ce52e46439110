package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Values that stand in JSON as names of fields and as numbers, and names that say what values are.
 */
class FieldNamesTest {
  private static final String ADA = "ada@example.com";
  private static final String BOB = "bob@example.com";

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final Redaction redaction =
      Redaction.of(EntitySets.CONTACT, EntitySets.PAYMENT, EntitySets.US, EntitySets.SECRETS)
          .budget(Duration.ofMinutes(1));
  private LlmClient llm;

  @AfterEach
  void close() {
    llm.close();
  }

  private void use(Redaction wanted) {
    llm = LlmClient.builder().provider(fake).defaultModel(fake.model()).use(wanted).build();
  }

  private ChatResponse send(String arguments, String result) {
    fake.always("fine");
    ToolCall call = new ToolCall("1", "save", Json.ofText(arguments));
    return llm.chat(
        List.of(
            Message.user("go on"),
            Message.assistant(List.of(call)),
            Message.tool(ToolResult.json("1", Json.ofText(result)))));
  }

  private String sentArguments() {
    ChatRequest sent = (ChatRequest) fake.requests().get(0);
    return sent.content().messages().get(1).toolCalls().get(0).arguments().text();
  }

  private String sentResult() {
    ChatRequest sent = (ChatRequest) fake.requests().get(0);
    ToolResult result = (ToolResult) sent.content().messages().get(2).parts().get(0);
    return ((Part.Structured) result.content().get(0)).json().text();
  }

  @Test
  void valuesAsNamesAreMaskedInArgumentsAndResults() {
    use(redaction);

    send(
        "{\"to\":{\"" + ADA + "\":1,\"" + BOB + "\":[{\"" + ADA + "\":true}]}}",
        "{\"" + BOB + "\":\"of " + ADA + "\"}");

    assertThat(sentArguments())
        .isEqualTo("{\"to\":{\"<EMAIL_1>\":1,\"<EMAIL_2>\":[{\"<EMAIL_1>\":true}]}}");
    assertThat(sentResult()).isEqualTo("{\"<EMAIL_2>\":\"of <EMAIL_1>\"}");
  }

  @Test
  void namesThatWouldBeTheSameEndTheCall() {
    use(redaction.with(EntitySets.CONTACT, Masking.token()));

    LlmException failure =
        catchThrowableOfType(
            LlmException.class, () -> send("{\"" + ADA + "\":1,\"" + BOB + "\":2}", "{}"));

    assertThat(failure.kind()).isEqualTo(ErrorKind.BLOCKED);
    assertThat(failure)
        .hasMessageContaining(
            "EMAIL cannot be masked where it stands, at messages[1].parts[0].arguments;")
        .hasMessageNotContaining("ada")
        .hasNoCause();
    assertThat(fake.received()).isZero();
  }

  @Test
  void aNameThatMustNotBeSentEndsTheCall() {
    use(redaction.with(EntitySets.CONTACT, Masking.block()));

    LlmException failure =
        catchThrowableOfType(LlmException.class, () -> send("{}", "{\"" + ADA + "\":1}"));

    assertThat(failure)
        .hasMessageContaining("EMAIL at messages[2].parts[0].content[0].json,")
        .hasMessageNotContaining("ada");
  }

  @Test
  void trustedToolsGetTheNamesBack() {
    fake.always(script -> script.toolCall("1", "save", "{\"<EMAIL_1>\":\"<EMAIL_1>\"}"));
    use(redaction.trustingTools("save"));

    ChatResponse answer = llm.prompt("save " + ADA).send();

    assertThat(answer.toolCalls().get(0).arguments().text())
        .isEqualTo("{\"" + ADA + "\":\"" + ADA + "\"}");
  }

  @Test
  void numbersAreLookedAtAndBecomeStrings() {
    use(redaction);

    send("{\"card\":4111111111111111,\"count\":3}", "[4111111111111111, 1.50]");

    assertThat(sentArguments()).isEqualTo("{\"card\":\"<CREDIT_CARD_1>\",\"count\":3}");
    assertThat(sentResult()).isEqualTo("[\"<CREDIT_CARD_1>\",1.5]");
  }

  @Test
  void aNameSaysWhatItsValueIs() {
    use(redaction);

    send("{\"ssn\":\"536221234\"}", "{\"user\":{\"password\":[\"Tr0ub4dor&3x\"]}}");

    assertThat(sentArguments()).isEqualTo("{\"ssn\":\"<US_SSN_1>\"}");
    assertThat(sentResult()).isEqualTo("{\"user\":{\"password\":[\"<PASSWORD_1>\"]}}");
  }

  @Test
  void marksBehindASecretThatIsAllOfAFieldAreOfIt() {
    String key = "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";
    use(redaction);

    send(
        "{\"note\":\"" + key + ").!x\",\"to\":\"(" + key + ")\"}",
        "{\"note\":\"" + key + ") it is\"}");

    assertThat(sentArguments()).isEqualTo("{\"note\":\"<API_KEY_1>\",\"to\":\"(<API_KEY_2>)\"}");
    assertThat(sentResult()).isEqualTo("{\"note\":\"<API_KEY_2>) it is\"}");
  }

  @Test
  void aNameSaysNothingOfAPartOfItsText() {
    use(redaction);
    String arguments = "{\"password\":\"Kx9mPq2z is what it was before they changed it\"}";

    send(arguments, "{}");

    assertThat(sentArguments()).isEqualTo(arguments);
  }

  @Test
  void theNameOfAPropertySaysWhatItsExamplesAre() {
    fake.always("fine");
    use(Redaction.of(EntitySets.ALL).budget(Duration.ofMinutes(1)));
    Json schema =
        Json.ofText(
            "{\"properties\":{\"ssn\":{\"examples\":[\"536221234\"],\"default\":\"536221234\"},"
                + "\"password\":{\"default\":\"hunter2x\",\"description\":\"Eight chars, 1 digit\"},"
                + "\"account_number\":{\"example\":\"123456789012\"}}}");

    llm.prompt("go").tools(ToolSpec.of("save", "saves", schema)).send();

    ChatRequest sent = (ChatRequest) fake.requests().get(0);
    assertThat(sent.content().tools().get(0).parameters().text())
        .isEqualTo(
            "{\"properties\":{\"ssn\":{\"examples\":[\"<US_SSN_1>\"],\"default\":\"<US_SSN_1>\"},"
                + "\"password\":{\"default\":\"<PASSWORD_1>\",\"description\":\"Eight chars, 1 digit\"},"
                + "\"account_number\":{\"example\":\"<US_BANK_ACCOUNT_1>\"}}}");
  }

  @Test
  void whatAPropertyCanBeAtAllIsSentAsItIs() {
    fake.always("fine");
    use(Redaction.of(EntitySets.ALL).budget(Duration.ofMinutes(1)));
    Json schema =
        Json.ofText(
            "{\"properties\":{\"password\":{\"enum\":[\"rotate2x\",\"keepIt9\"]},"
                + "\"pass\":{\"const\":\"v2-hash\"}}}");

    llm.prompt("go").tools(ToolSpec.of("save", "saves", schema)).send();

    ChatRequest sent = (ChatRequest) fake.requests().get(0);
    assertThat(sent.content().tools().get(0).parameters()).isSameAs(schema);
  }

  @Test
  void propertiesOfSchemasStay() {
    fake.always("fine");
    use(redaction);
    Json schema = Json.ofText("{\"properties\":{\"" + ADA + "\":{\"type\":\"string\"}}}");

    llm.prompt("go").tools(ToolSpec.of("save", "saves", schema)).send();

    ChatRequest sent = (ChatRequest) fake.requests().get(0);
    assertThat(sent.content().tools().get(0).parameters()).isSameAs(schema);
  }

  @Test
  void whatHasNothingToMaskIsSentToTheByte() {
    use(redaction);
    String spaced = "{ \"a\" : 1.50, \"b\" : [ 12345678901234567890 ] }";

    send(spaced, "{}");

    assertThat(sentArguments()).isEqualTo(spaced);
  }

  private Map<String, Json> sentFields() {
    return ((ChatRequest) fake.requests().get(0)).content().extraBody();
  }

  @Test
  void extraFieldsAreLookedAtWholly() {
    fake.always("fine");
    use(redaction);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("card", 4111111111111111L);
    data.put(ADA, "owner");

    llm.prompt("go")
        .extraBody("documents", List.of(Map.of("data", data)))
        .extraBody("card", 4111111111111111L)
        .send();

    assertThat(sentFields().get("documents").text())
        .isEqualTo("[{\"data\":{\"card\":\"<CREDIT_CARD_1>\",\"<EMAIL_1>\":\"owner\"}}]");
    assertThat(sentFields().get("card").text()).isEqualTo("\"<CREDIT_CARD_1>\"");
  }

  @Test
  void extraFieldsWithNothingToMaskAreSentToTheByte() {
    fake.always("fine");
    use(redaction);
    Json options =
        Json.ofText("{ \"num_ctx\" : 8192, \"top_k\": [40, 1.50], \"seed\": 2147483647 }");

    llm.prompt("go").extraBody("options", options).send();

    assertThat(sentFields().get("options")).isSameAs(options);
  }

  @Test
  void extraFieldsThatWouldHaveTheSameNameEndTheCall() {
    use(redaction.with(EntitySets.CONTACT, Masking.token()));

    LlmException failure =
        catchThrowableOfType(
            LlmException.class,
            () -> llm.prompt("go").extraBody("data", Map.of(ADA, 1, BOB, 2)).send());

    assertThat(failure.kind()).isEqualTo(ErrorKind.BLOCKED);
    assertThat(failure)
        .hasMessageContaining("EMAIL cannot be masked where it stands, at extraBody.data;");
  }

  @Test
  void theNameOfAnExtraFieldSaysWhatItsValueIsAtEachDepth() {
    fake.always("fine");
    use(redaction);

    llm.prompt("go")
        .extraBody("ssn", "536221234")
        .extraBody("password", List.of("Tr0ub4dor&3x"))
        .extraBody("user", Map.of("ssn", "536221234"))
        .send();

    assertThat(sentFields().get("ssn").text()).isEqualTo("\"<US_SSN_1>\"");
    assertThat(sentFields().get("password").text()).isEqualTo("[\"<PASSWORD_1>\"]");
    assertThat(sentFields().get("user").text()).isEqualTo("{\"ssn\":\"<US_SSN_1>\"}");
  }
}
