package io.llmgw.providers.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.providers.replay.Assembled;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.providers.replay.Written;
import io.llmgw.providers.wire.WireCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What other clients sent, built by the words that applications have here. */
class GeminiRecordedRequestTest {
  @Test
  void theSameCallsMakeTheSameRequests() {
    Set<String> features = new TreeSet<>();
    int rebuilt = 0;
    for (Exchange exchange : exchanges()) {
      if (hasNoWords(exchange)) {
        continue;
      }
      JsonNode recorded = SameRequest.of(exchange.request());

      JsonNode body = encode(RecordedCall.of(recorded), exchange);

      assertThat(SameRequest.of(body)).as(exchange.file()).isEqualTo(recorded);
      rebuilt++;
      features.addAll(recorded.propertyNames());
      features.addAll(recorded.path("generationConfig").propertyNames());
      for (JsonNode parts : recorded.findValues("parts")) {
        parts.forEach(part -> features.addAll(part.propertyNames()));
      }
    }
    assertThat(rebuilt).isGreaterThanOrEqualTo(140);
    assertThat(features)
        .contains("systemInstruction", "tools", "toolConfig", "safetySettings", "cachedContent")
        .contains("temperature", "topK", "maxOutputTokens", "stopSequences", "responseMimeType")
        .contains("responseJsonSchema", "thinkingConfig", "text", "thought", "thoughtSignature")
        .contains("functionCall", "functionResponse", "inlineData", "fileData", "executableCode");
  }

  /** Not kept, or all of it said by the system; tools that are no list, schemas in numbers. */
  private static boolean hasNoWords(Exchange exchange) {
    JsonNode request = exchange.request();
    return !request.isObject()
        || request.path("contents").isEmpty()
        || request.path("tools").isObject()
        || request.path("tools").toString().contains("\"type\":6");
  }

  @Test
  void conversationsWithToolsGoOnAsRecorded() {
    List<Exchange> exchanges = exchanges().stream().filter(each -> !hasNoWords(each)).toList();
    Map<Exchange, JsonNode> contents = new HashMap<>();
    for (Exchange each : exchanges) {
      contents.put(each, SameRequest.withoutIds(each.request()).path("contents"));
    }
    int continued = 0;
    int signed = 0;
    for (Exchange first : exchanges) {
      for (Exchange second : exchanges) {
        if (isContinued(first, contents.get(first), contents.get(second))) {
          continued++;
          signed += goOn(first, second) ? 1 : 0;
        }
      }
    }
    assertThat(continued).isGreaterThanOrEqualTo(9);
    assertThat(signed).isGreaterThanOrEqualTo(3);
  }

  /**
   * What the model said comes from its own answer, all else from the recorded request. Two
   * recordings of one question differ in their signatures alone, and count without them.
   *
   * @return whether the signatures are those of the answer
   */
  private static boolean goOn(Exchange first, Exchange second) {
    int asked = SameRequest.of(first.request()).path("contents").size();
    JsonNode recorded = SameRequest.withoutIds(second.request());
    List<Message> conversation = RecordedCall.conversation(recorded.path("contents"));
    List<ToolCall> before = conversation.get(asked).toolCalls();

    conversation.set(asked, named(answer(first).message(), before));

    ChatRequest request = RecordedCall.of(recorded, conversation);
    JsonNode body = SameRequest.withoutIds(encode(request, second));
    boolean signed = body.equals(recorded);
    if (!signed) {
      SameRequest.forgetSignatures(body);
      SameRequest.forgetSignatures(recorded);
      assertThat(body).as(second.file()).isEqualTo(recorded);
    }
    return signed;
  }

  /** The same calls with the ids that the results of the recording go by. */
  private static Message named(Message answer, List<ToolCall> recorded) {
    List<Part> parts = new ArrayList<>();
    int next = 0;
    for (Part part : answer.parts()) {
      if (part instanceof ToolCall call) {
        String id = recorded.get(next++).id();
        parts.add(new ToolCall(id, call.name(), call.arguments(), call.providerFields()));
      } else {
        parts.add(part);
      }
    }
    return answer.withParts(parts);
  }

  private static boolean isContinued(Exchange first, JsonNode asked, JsonNode later) {
    if (first.status() != 200 || asked.isEmpty() || later.size() <= asked.size()) {
      return false;
    }
    for (int i = 0; i < asked.size(); i++) {
      if (!asked.get(i).equals(later.get(i))) {
        return false;
      }
    }
    JsonNode turn = later.get(asked.size());
    if (!turn.path("role").asString("").equals("model")) {
      return false;
    }
    StringBuilder words = new StringBuilder();
    List<String> calls = new ArrayList<>();
    for (JsonNode part : turn.path("parts")) {
      words.append(part.path("thought").asBoolean(false) ? "" : part.path("text").asString(""));
      if (part.has("functionCall")) {
        calls.add(part.at("/functionCall/name") + " " + part.at("/functionCall/args"));
      }
    }
    ChatResponse answer = answer(first);
    return !calls.isEmpty()
        && answer.text().contentEquals(words)
        && answer.toolCalls().stream()
            .map(call -> "\"" + call.name() + "\" " + json(call))
            .toList()
            .equals(calls);
  }

  private static String json(ToolCall call) {
    return JsonMapper.shared().readTree(call.arguments().text()).toString();
  }

  private static ChatResponse answer(Exchange exchange) {
    return Assembled.chat(Decoding.READING.events(exchange));
  }

  private static JsonNode encode(ChatRequest request, Exchange recorded) {
    String path = recorded.path();
    String model = path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf(':'));
    WireCall call = new WireCall(request, "gemini", model, Delivery.WHOLE, note -> {});
    return Written.json(Decoding.FORMAT, call);
  }

  private static List<Exchange> exchanges() {
    return Recordings.required().of("gemini-generate");
  }
}
