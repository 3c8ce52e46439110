package io.llmgw.providers.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.llmgw.api.LlmClient;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.test.scripted.ScriptedProvider;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** What a listed model has answered, its row does not say that it cannot do. */
class ListedModelsReplayTest {
  private static final Pattern NAMED = Pattern.compile("/(?:models|model|deployments)/([^/:]+)");
  private static final Json SCHEMA = Json.ofText("{\"type\":\"object\"}");

  private static final List<String> CHATS =
      List.of(
          "chat-completions",
          "anthropic-messages",
          "gemini-generate",
          "responses",
          "bedrock-converse",
          "cohere-chat");

  /** What is asked of a model beside words. */
  private enum Asked {
    TOOLS,
    SCHEMA,
    REASONING,
    IMAGE,
    AUDIO,
    VIDEO,
    DOCUMENT
  }

  @TestFactory
  Stream<DynamicNode> whatWasAnsweredIsNotRefusedUnsent() {
    return Recordings.tests(
        recordings -> {
          Map<String, DynamicTest> tests = new LinkedHashMap<>();
          for (String api : CHATS) {
            for (Exchange exchange : recordings.of(api)) {
              add(exchange, tests);
            }
          }
          assertThat(tests).hasSizeGreaterThan(60);
          return tests.values().stream();
        });
  }

  private static void add(Exchange exchange, Map<String, DynamicTest> tests) {
    String model = model(exchange);
    if (exchange.status() != 200 || model == null) {
      return;
    }
    String name = exchange.provider() + "/" + model;
    boolean listed = !ModelCatalog.builtIn().find(name).sources().isEmpty();
    Set<Asked> asked = asked(exchange.request());
    if (listed && !asked.isEmpty()) {
      tests.putIfAbsent(
          name + " " + asked,
          DynamicTest.dynamicTest(
              name + " " + asked + " " + exchange.file(), () -> isSent(exchange, model, asked)));
    }
  }

  private static @Nullable String model(Exchange exchange) {
    Matcher path = NAMED.matcher(exchange.path());
    return path.find()
        ? URLDecoder.decode(path.group(1), StandardCharsets.UTF_8)
        : exchange.request().path("model").stringValue(null);
  }

  private static void isSent(Exchange exchange, String model, Set<Asked> asked) {
    ScriptedProvider fake = ScriptedProvider.named(exchange.provider()).always("yes");
    ChatRequest request = request(fake.name() + "/" + model, asked);
    try (LlmClient llm = LlmClient.builder().provider(fake).build()) {
      assertThatCode(() -> llm.chat(request)).doesNotThrowAnyException();
    }

    assertThat(((ChatRequest) fake.requests().get(0)).settings().reasoning() != null)
        .isEqualTo(asked.contains(Asked.REASONING));
  }

  private static ChatRequest request(String model, Set<Asked> asked) {
    List<Part> parts = new ArrayList<>(List.of(Part.text("x")));
    ChatRequest.Builder request = ChatRequest.builder().model(model).option(Leniency.STRICT);
    for (Asked each : asked) {
      switch (each) {
        case TOOLS -> request.tools(ToolSpec.of("one", "does one", SCHEMA));
        case SCHEMA -> request.responseFormat(ResponseFormat.schema("form", SCHEMA));
        case REASONING -> request.reasoning(ReasoningEffort.LOW);
        case IMAGE -> parts.add(Part.image(media("image/png")));
        case AUDIO -> parts.add(Part.audio(media("audio/wav")));
        case VIDEO -> parts.add(Part.video(media("video/mp4")));
        case DOCUMENT -> parts.add(Part.document(media("application/pdf")));
      }
    }
    return request.user(parts.toArray(Part[]::new)).build();
  }

  private static Media media(String type) {
    return Media.of(new byte[] {1}, type);
  }

  private static Set<Asked> asked(JsonNode body) {
    Set<Asked> asked = EnumSet.noneOf(Asked.class);
    if (!body.path("tools").isEmpty() || body.has("toolConfig")) {
      asked.add(Asked.TOOLS);
    }
    if (says(body.at("/response_format/type"), "json_schema")
        || says(body.at("/text/format/type"), "json_schema")) {
      asked.add(Asked.SCHEMA);
    }
    if (thinks(body)) {
      asked.add(Asked.REASONING);
    }
    for (String messages : List.of("messages", "input", "contents")) {
      look(body.path(messages), asked);
    }
    return asked;
  }

  private static boolean thinks(JsonNode body) {
    JsonNode effort = body.path("reasoning_effort");
    JsonNode budget = body.at("/generationConfig/thinkingConfig/thinkingBudget");
    return (effort.isString() && !says(effort, "none"))
        || (body.at("/reasoning/effort").isString() && !says(body.at("/reasoning/effort"), "none"))
        || says(body.at("/thinking/type"), "enabled")
        || says(body.at("/thinking/type"), "adaptive")
        || budget.asInt(0) > 0
        || body.at("/generationConfig/thinkingConfig/thinkingLevel").isString();
  }

  private static boolean says(JsonNode node, String word) {
    return word.equals(node.stringValue(null));
  }

  private static void look(JsonNode node, Set<Asked> asked) {
    Asked part =
        switch (node.path("type").asString("")) {
          case "image", "image_url", "input_image" -> Asked.IMAGE;
          case "input_audio" -> Asked.AUDIO;
          case "document", "document_url", "file", "input_file" -> Asked.DOCUMENT;
          default -> ofType(node.path("mimeType").asString(""));
        };
    if (part != null && !isText(node)) {
      asked.add(part);
    }
    for (JsonNode inner : node) {
      look(inner, asked);
    }
  }

  private static @Nullable Asked ofType(String type) {
    int slash = type.indexOf('/');
    return switch (slash < 0 ? type : type.substring(0, slash)) {
      case "image" -> Asked.IMAGE;
      case "audio" -> Asked.AUDIO;
      case "video" -> Asked.VIDEO;
      default -> type.equals("application/pdf") ? Asked.DOCUMENT : null;
    };
  }

  /** A document of text is read by whoever reads text. */
  private static boolean isText(JsonNode part) {
    return part.at("/source/type").asString("").equals("text")
        || part.toString().contains("text/plain");
  }
}
