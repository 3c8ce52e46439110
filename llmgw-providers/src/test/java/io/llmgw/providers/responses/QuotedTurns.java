package io.llmgw.providers.responses;

import io.llmgw.api.content.Message;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.replay.Assembled;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.FormatReading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The turns of the model that a recorded request quotes, as the answers that they once were. */
final class QuotedTurns {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Deque<ObjectNode> answers = new ArrayDeque<>();
  private boolean quotesItems;
  private boolean open;
  private boolean worded;

  private QuotedTurns() {}

  static QuotedTurns of(Exchange exchange) {
    QuotedTurns turns = new QuotedTurns();
    for (JsonNode item : exchange.request().path("input")) {
      turns.add(item);
    }
    return turns;
  }

  private void add(JsonNode item) {
    String role = item.path("role").asString("assistant");
    String type = item.path("type").asString("message");
    if (!role.equals("assistant") || type.equals("function_call_output")) {
      open = false;
      return;
    }
    boolean message = type.equals("message");
    if (!open || (message && worded && !item.has("id"))) {
      ObjectNode answer = JSON.createObjectNode().put("id", "1").put("status", "completed");
      answer.putArray("output");
      answers.add(answer);
    }
    open = true;
    worded = message && !item.has("id");
    quotesItems |= !message || item.has("id");
    ((ArrayNode) answers.getLast().path("output")).add(message ? asItCame(item) : item);
  }

  private static JsonNode asItCame(JsonNode message) {
    ObjectNode whole = message.deepCopy().asObject();
    whole.put("type", "message");
    if (message.path("content").isString()) {
      ObjectNode part = whole.putArray("content").addObject();
      part.put("type", "output_text").put("text", message.path("content").stringValue());
    }
    return whole;
  }

  /** Whether anything is quoted that is more than words. */
  boolean hasAny() {
    return quotesItems;
  }

  /** The next turn as a message of an answer that says it. */
  Message next(FormatReading reading, Message quoted) {
    ObjectNode answer = answers.removeFirst();
    List<LlmEvent> events = new ArrayList<>();
    reading.whole(answer.toString(), events::add);
    Message read = Assembled.chat(events).message();
    if (!read.text().equals(quoted.text())) {
      throw new AssertionError("another turn than the one that is quoted");
    }
    return read;
  }
}
