package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.providers.openai.Mistral;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A conversation begins at one provider and goes on at another, in the middle of a loop of tools:
 * what both understand arrives, what only the first does is left out, and the trail says so.
 */
@ExtendWith(LeakRule.class)
class ChangedProviderTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String ARGUMENTS = "{\"city\":\"Oslo\"}";
  private static final ToolSpec WEATHER =
      ToolSpec.of(
          "weather",
          "Current weather",
          Json.ofText("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}"));

  /** A protocol: how its server thinks and calls a tool, and how a request holds a call there. */
  private enum Api {
    CHAT(
        "{\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{"
            + "\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"secret-thought\"}],"
            + "\"content\":\"I look.\",\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\","
            + "\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Oslo\\\"}\"}}]},"
            + "\"finish_reason\":\"tool_calls\"}]}"),
    RESPONSES(
        "{\"id\":\"resp_1\",\"status\":\"completed\",\"model\":\"m\",\"output\":["
            + "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"encrypted_content\":\"secret-thought\","
            + "\"summary\":[{\"type\":\"summary_text\",\"text\":\"Look.\"}]},"
            + "{\"type\":\"message\",\"id\":\"msg_1\",\"role\":\"assistant\",\"phase\":\"commentary\","
            + "\"content\":[{\"type\":\"output_text\",\"text\":\"I look.\",\"annotations\":[]}]},"
            + "{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"call_1\","
            + "\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Oslo\\\"}\"}]}"),
    ANTHROPIC(
        "{\"id\":\"msg_1\",\"model\":\"m\",\"content\":["
            + "{\"type\":\"thinking\",\"thinking\":\"Look.\",\"signature\":\"secret-thought\"},"
            + "{\"type\":\"redacted_thinking\",\"data\":\"secret-thought\"},"
            + "{\"type\":\"text\",\"text\":\"I look.\"},"
            + "{\"type\":\"tool_use\",\"id\":\"call_1\",\"name\":\"weather\","
            + "\"input\":{\"city\":\"Oslo\"}}],\"stop_reason\":\"tool_use\"}"),
    BEDROCK_INVOKE(
        "{\"id\":\"msg_1\",\"model\":\"m\",\"content\":["
            + "{\"type\":\"thinking\",\"thinking\":\"Look.\",\"signature\":\"secret-thought\"},"
            + "{\"type\":\"redacted_thinking\",\"data\":\"secret-thought\"},"
            + "{\"type\":\"text\",\"text\":\"I look.\"},"
            + "{\"type\":\"tool_use\",\"id\":\"call_1\",\"name\":\"weather\","
            + "\"input\":{\"city\":\"Oslo\"}}],\"stop_reason\":\"tool_use\"}"),
    OLLAMA(
        "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"thinking\":\"secret-thought\","
            + "\"content\":\"I look.\",\"tool_calls\":[{\"id\":\"call_1\",\"function\":{"
            + "\"name\":\"weather\",\"arguments\":{\"city\":\"Oslo\"}}}]},\"done\":true,"
            + "\"done_reason\":\"stop\"}"),
    GEMINI(
        "{\"responseId\":\"1\",\"modelVersion\":\"m\",\"candidates\":[{\"content\":{"
            + "\"role\":\"model\",\"parts\":[{\"text\":\"Look.\",\"thought\":true},"
            + "{\"text\":\"I look.\"},{\"functionCall\":{\"id\":\"call_1\","
            + "\"name\":\"weather\",\"args\":{\"city\":\"Oslo\"}},"
            + "\"thoughtSignature\":\"secret-thought\"}]},\"finishReason\":\"STOP\"}]}"),
    BEDROCK(
        "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":["
            + "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"Look.\","
            + "\"signature\":\"secret-thought\"}}},{\"text\":\"I look.\"},"
            + "{\"toolUse\":{\"toolUseId\":\"call_1\",\"name\":\"weather\","
            + "\"input\":{\"city\":\"Oslo\"}}}]}},\"stopReason\":\"tool_use\"}"),
    COHERE(
        "{\"id\":\"msg_1\",\"message\":{\"role\":\"assistant\",\"content\":["
            + "{\"type\":\"thinking\",\"thinking\":\"secret-thought\"}],"
            + "\"tool_plan\":\"I look.\",\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\","
            + "\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Oslo\\\"}\"}}]},"
            + "\"finish_reason\":\"TOOL_CALL\"}"),
    MISTRAL(
        "{\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"content\":["
            + "{\"type\":\"thinking\",\"thinking\":["
            + "{\"type\":\"text\",\"text\":\"secret-thought\"}]},"
            + "{\"type\":\"text\",\"text\":\"I look.\"}],"
            + "\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\","
            + "\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Oslo\\\"}\"}}]},"
            + "\"finish_reason\":\"tool_calls\"}]}"),
    AZURE(CHAT.body),
    VERTEX(GEMINI.body),
    CLAUDE_ON_VERTEX(ANTHROPIC.body);

    private final String body;
    private final Reply thinksAndCalls;

    Api(String body) {
      this.body = body;
      thinksAndCalls = Reply.raw(200, "application/json", body);
    }

    SimulatedProvider.Builder server() {
      return switch (this) {
        case CHAT -> SimulatedProvider.openAi().named("chat");
        case RESPONSES -> SimulatedProvider.openAiResponses().named("responses");
        case ANTHROPIC -> SimulatedProvider.anthropic().named("claude");
        case BEDROCK_INVOKE ->
            SimulatedProvider.bedrockInvoke().named("invoke").model("anthropic.claude-3-7");
        case OLLAMA -> SimulatedProvider.ollama().named("local");
        case GEMINI -> SimulatedProvider.gemini().named("google").model("gemini-3-flash");
        case BEDROCK -> SimulatedProvider.bedrock().named("aws").model("anthropic.claude-3-7");
        case COHERE -> SimulatedProvider.cohere().named("command");
        case MISTRAL -> SimulatedProvider.openAi().named("mistral");
        case AZURE -> SimulatedProvider.azureOpenAi().named("resource");
        case VERTEX -> SimulatedProvider.vertex().named("cloud").model("gemini-3-flash");
        case CLAUDE_ON_VERTEX ->
            SimulatedProvider.claudeOnVertex().named("garden").model("claude-sonnet-4-5");
      };
    }

    Provider provider(SimulatedProvider server) {
      return this == MISTRAL
          ? Mistral.builder()
              .baseUrl(server.baseUrl())
              .keys(Keys.of("k"))
              .name(server.name())
              .build()
          : server.provider();
    }

    /** Text, call and result, as the request has them. */
    List<String> turn(JsonNode request) {
      return switch (this) {
        case CHAT, AZURE ->
            List.of(
                request.at("/messages/1/content").asString(),
                request.at("/messages/1/tool_calls/0/id").asString(),
                request.at("/messages/1/tool_calls/0/function/name").asString(),
                request.at("/messages/1/tool_calls/0/function/arguments").asString(),
                request.at("/messages/2/tool_call_id").asString(),
                request.at("/messages/2/content").asString());
        case MISTRAL -> {
          JsonNode said = request.at("/messages/1/content");
          String id = request.at("/messages/1/tool_calls/0/id").asString();
          String answered = request.at("/messages/2/tool_call_id").asString();
          assertThat(id).matches("[a-zA-Z0-9]{9}").isEqualTo(answered); // its own form
          yield List.of(
              said.isString() ? said.stringValue() : said.at("/1/text").asString(),
              "call_1",
              request.at("/messages/1/tool_calls/0/function/name").asString(),
              request.at("/messages/1/tool_calls/0/function/arguments").asString(),
              "call_1",
              request.at("/messages/2/content").asString());
        }
        case COHERE ->
            List.of(
                request.at("/messages/1/tool_plan").asString(),
                request.at("/messages/1/tool_calls/0/id").asString(),
                request.at("/messages/1/tool_calls/0/function/name").asString(),
                request.at("/messages/1/tool_calls/0/function/arguments").asString(),
                request.at("/messages/2/tool_call_id").asString(),
                request.at("/messages/2/content").asString());
        case RESPONSES -> {
          List<JsonNode> items = new ArrayList<>();
          request.path("input").forEach(items::add);
          items.removeIf(item -> item.path("type").asString("").equals("reasoning"));
          JsonNode said = items.get(1).path("content");
          yield List.of(
              said.isString() ? said.stringValue() : said.at("/0/text").asString(),
              items.get(2).path("call_id").asString(),
              items.get(2).path("name").asString(),
              items.get(2).path("arguments").asString(),
              items.get(3).path("call_id").asString(),
              items.get(3).path("output").asString());
        }
        case ANTHROPIC, BEDROCK_INVOKE, CLAUDE_ON_VERTEX -> {
          List<JsonNode> blocks = new ArrayList<>();
          request.at("/messages/1/content").forEach(blocks::add);
          blocks.removeIf(block -> block.path("type").asString("").endsWith("thinking"));
          yield List.of(
              blocks.get(0).path("text").asString(),
              blocks.get(1).path("id").asString(),
              blocks.get(1).path("name").asString(),
              blocks.get(1).path("input").toString(),
              request.at("/messages/2/content/0/tool_use_id").asString(),
              request.at("/messages/2/content/0/content").asString());
        }
        case OLLAMA ->
            List.of(
                request.at("/messages/1/content").asString(),
                request.at("/messages/1/tool_calls/0/id").asString(),
                request.at("/messages/1/tool_calls/0/function/name").asString(),
                request.at("/messages/1/tool_calls/0/function/arguments").toString(),
                request.at("/messages/2/tool_call_id").asString(),
                request.at("/messages/2/content").asString());
        case GEMINI, VERTEX -> {
          List<JsonNode> parts = new ArrayList<>();
          request.at("/contents/1/parts").forEach(parts::add);
          parts.removeIf(part -> part.path("thought").asBoolean(false));
          JsonNode called = parts.get(1).path("functionCall");
          JsonNode result = request.at("/contents/2/parts/0/functionResponse");
          yield List.of(
              parts.get(0).path("text").asString(),
              called.path("id").asString("call_1"), // its own, or none: results come in order
              called.path("name").asString(),
              called.path("args").toString(),
              result.path("id").asString("call_1"),
              result.at("/response/output").asString());
        }
        case BEDROCK -> {
          List<JsonNode> blocks = new ArrayList<>();
          request.at("/messages/1/content").forEach(blocks::add);
          blocks.removeIf(block -> block.has("reasoningContent"));
          JsonNode use = blocks.get(1).path("toolUse");
          JsonNode result = request.at("/messages/2/content/0/toolResult");
          yield List.of(
              blocks.get(0).path("text").asString(),
              use.path("toolUseId").asString(),
              use.path("name").asString(),
              use.path("input").toString(),
              result.path("toolUseId").asString(),
              result.at("/content/0/text").asString());
        }
      };
    }
  }

  static Stream<Arguments> pairs() {
    return Stream.of(Api.values())
        .flatMap(first -> Stream.of(Api.values()).map(then -> Arguments.of(first, then)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aConversationGoesOnElsewhereInTheMiddleOfATurn(Api first, Api then) {
    try (SimulatedProvider begins =
            first.server().answer(first.thinksAndCalls).always("ok").start();
        SimulatedProvider goesOn = then.server().always("It rains.").start();
        LlmClient llm =
            first == then
                ? client(first.provider(begins))
                : client(first.provider(begins), then.provider(goesOn))) {
      SimulatedProvider second = first == then ? begins : goesOn;
      List<Message> turns = new ArrayList<>(List.of(Message.user("Weather?")));
      ChatResponse called = llm.chat(request(turns, begins.model()));
      ToolCall call = called.toolCalls().get(0);
      turns.add(called.message());
      turns.add(Message.tool(ToolResult.of(call.id(), "rain")));

      ChatResponse answer = llm.chat(request(turns, second.model()));

      assertThat(called.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
      assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
      List<String> bodies = second.requests().stream().map(request -> request.text()).toList();
      String body = bodies.get(bodies.size() - 1);
      assertThat(then.turn(JSON.readTree(body)))
          .containsExactly("I look.", "call_1", "weather", ARGUMENTS, "call_1", "rain");
      if (first == then) {
        assertThat(body).contains("secret-thought");
      } else {
        assertThat(body).doesNotContain("secret-thought", "rs_1", "msg_1", "fc_1", "commentary");
        assertThat(answer.served().toString() + answer.served().trail()).contains("left out");
      }
    }
  }

  /** As where an application is told to use the other one, and its conversations are stored. */
  @ParameterizedTest
  @EnumSource(names = {"CHAT", "RESPONSES", "BEDROCK", "BEDROCK_INVOKE"})
  void theOtherApiOfTheSameProviderIsSentNothingOfThisOne(Api first) {
    Api then =
        switch (first) {
          case CHAT -> Api.RESPONSES;
          case RESPONSES -> Api.CHAT;
          case BEDROCK -> Api.BEDROCK_INVOKE;
          default -> Api.BEDROCK;
        };
    try (SimulatedProvider begins =
            first.server().named("same").answer(first.thinksAndCalls).start();
        SimulatedProvider goesOn = then.server().named("same").always("It rains.").start();
        LlmClient before = client(begins.provider());
        LlmClient after = client(goesOn.provider())) {
      List<Message> turns = new ArrayList<>(List.of(Message.user("Weather?")));
      ChatResponse called = before.chat(request(turns, begins.model()));
      turns.add(called.message());
      turns.add(Message.tool(ToolResult.of(called.toolCalls().get(0).id(), "rain")));

      after.chat(request(turns, goesOn.model()));

      String body = goesOn.requests().get(0).text();
      assertThat(then.turn(JSON.readTree(body)))
          .containsExactly("I look.", "call_1", "weather", ARGUMENTS, "call_1", "rain");
      assertThat(body).doesNotContain("rs_1", "msg_1", "fc_1", "commentary", "annotations");
      assertThat(body).doesNotContain("secret-thought");
    }
  }

  /** As servers of vLLM make them; OpenAI refuses ids beyond its limits. */
  @ParameterizedTest
  @EnumSource
  void anIdThatIsLongAtOneHostIsOneThatTheNextOneTakes(Api then) {
    String id = "chatcmpl-tool-0123456789abcdef0123456789abcdef";
    Reply calls = Reply.raw(200, "application/json", Api.CHAT.body.replace("call_1", id));
    try (SimulatedProvider begins = SimulatedProvider.openAi().named("vllm").answer(calls).start();
        SimulatedProvider goesOn = then.server().always("It rains.").start();
        LlmClient llm = client(begins.provider(), then.provider(goesOn))) {
      List<Message> turns = new ArrayList<>(List.of(Message.user("Weather?")));
      ChatResponse called = llm.chat(request(turns, begins.model()));
      turns.add(called.message());
      turns.add(Message.tool(ToolResult.of(called.toolCalls().get(0).id(), "rain")));

      llm.chat(request(turns, goesOn.model()));

      List<String> turn = then.turn(JSON.readTree(goesOn.requests().get(0).text()));
      assertThat(called.toolCalls().get(0).id()).isEqualTo(id);
      assertThat(turn.get(1)).isEqualTo(turn.get(4));
      assertThat(turn.get(1).length())
          .isLessThanOrEqualTo(then == Api.CHAT || then == Api.AZURE ? 40 : 64);
    }
  }

  /** As where a model of Gemini has drawn, and another one is asked about what was said. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"GEMINI", "VERTEX"})
  void aPictureThatAModelMadeIsLeftOutWhereItHasNoPlace(Api then) {
    Reply draws =
        Reply.raw(
            200,
            "application/json",
            "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Here.\"},"
                + "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"iVBORw0KGgo=\"}}]},"
                + "\"finishReason\":\"STOP\"}]}");
    try (SimulatedProvider begins = Api.GEMINI.server().answer(draws).start();
        SimulatedProvider goesOn = then.server().always("A cat.").start();
        LlmClient llm = client(begins.provider(), then.provider(goesOn))) {
      List<Message> turns = new ArrayList<>(List.of(Message.user("Draw.")));
      ChatResponse drawn = llm.chat(ChatRequest.of(turns).withModel(begins.model()));
      turns.add(drawn.message());
      turns.add(Message.user("What did you say?"));

      ChatResponse answer = llm.chat(ChatRequest.of(turns).withModel(goesOn.model()));

      assertThat(drawn.message().parts()).hasAtLeastOneElementOfType(Part.Image.class);
      assertThat(goesOn.requests().get(0).text()).contains("Here.").doesNotContain("iVBOR");
      assertThat(answer.served().trail().toString())
          .contains("media that a model made were left out: " + goesOn.name());
    }
  }

  private static ChatRequest request(List<Message> turns, String model) {
    return ChatRequest.builder().model(model).messages(turns).tools(WEATHER).build();
  }

  private static LlmClient client(Provider... providers) {
    var builder = LlmClient.builder();
    for (Provider provider : providers) {
      builder.provider(provider);
    }
    return builder.build();
  }
}
