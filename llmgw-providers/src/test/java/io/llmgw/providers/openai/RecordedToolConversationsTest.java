package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.Message;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.providers.dialect.ReasoningReturn;
import io.llmgw.providers.openai.RecordedRequest.NotExpressibleException;
import io.llmgw.providers.replay.Assembled;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.providers.replay.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Conversations with tools that others had and recorded, had through this API: what the model said
 * is read from its answer, and the request that follows asks the same as the recorded one.
 */
class RecordedToolConversationsTest {
  private static final String API = "chat-completions";
  private static final JsonMapper JSON = JsonMapper.shared();

  /** First request, recorded answer, results of the tools: the second request is the recorded. */
  @TestFactory
  Stream<DynamicNode> goOnFromTheRecordedAnswer() {
    return Recordings.tests(
        recordings -> {
          List<Exchange> all = recordings.of(API);
          List<DynamicTest> tests = new ArrayList<>();
          for (Exchange second : all) {
            Exchange first = before(second, all);
            if (first != null) {
              tests.add(DynamicTest.dynamicTest(second.file(), () -> goOn(first, second)));
            }
          }
          return tests.stream();
        });
  }

  /**
   * Of most hosts, only the later half of a conversation was recorded: the answers are those that
   * the request quotes, as the host would have sent them.
   */
  @TestFactory
  Stream<DynamicNode> goOnFromTheQuotedAnswers() {
    return Recordings.tests(
        recordings ->
            recordings.of(API).stream()
                .filter(RecordedToolConversationsTest::quotesCalls)
                .map(each -> DynamicTest.dynamicTest(each.file(), () -> goOnFromQuotes(each))));
  }

  @Test
  void everyHostWithAConversationWithToolsIsContinued() {
    List<Exchange> all = Recordings.required().of(API);
    Set<String> hosts = new TreeSet<>();
    Map<String, Integer> recorded = new TreeMap<>();
    Map<String, Integer> quoted = new TreeMap<>();
    for (Exchange second : all) {
      if (second.request().toString().contains("\"role\":\"tool\"")) {
        hosts.add(second.provider());
      }
      if (before(second, all) != null) {
        recorded.merge(second.provider(), 1, Integer::sum);
      }
      if (quotesCalls(second)) {
        quoted.merge(second.provider(), 1, Integer::sum);
      }
    }

    System.out.println("Conversations with tools, from recorded answers: " + recorded);
    System.out.println("Conversations with tools, from quoted answers: " + quoted);
    assertThat(recorded.keySet())
        .contains("deepseek", "gpustack", "mistral", "ollama", "openrouter");
    assertThat(quoted.keySet()).isEqualTo(hosts).contains("groq", "openai", "venice");
  }

  private static @Nullable Exchange before(Exchange second, List<Exchange> all) {
    JsonNode messages = second.request().path("messages");
    int turn = lastCall(messages);
    if (turn < 0) {
      return null;
    }
    String id = messages.get(turn).at("/tool_calls/0/id").asString();
    for (Exchange first : all) {
      JsonNode asked = first.request().path("messages");
      boolean begins =
          first != second
              && first.provider().equals(second.provider())
              && first.status() == 200
              && asked.size() == turn
              && first.text().contains("\"" + id + "\"");
      for (int i = 0; begins && i < turn; i++) {
        begins = asked.get(i).equals(messages.get(i));
      }
      if (begins) {
        return first;
      }
    }
    return null;
  }

  private static int lastCall(JsonNode messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (isCall(messages.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isCall(JsonNode message) {
    return message.path("role").asString("").equals("assistant")
        && !message.path("tool_calls").isEmpty();
  }

  private static boolean quotesCalls(Exchange exchange) {
    if (lastCall(exchange.request().path("messages")) < 0) {
      return false;
    }
    try {
      RecordedRequest.of(exchange.request(), exchange.provider());
      return true;
    } catch (NotExpressibleException e) {
      return false; // counted where all requests are made again
    }
  }

  private static void goOn(Exchange first, Exchange second) {
    List<Message> conversation =
        new ArrayList<>(RecordedRequest.of(first.request(), first.provider()).content().messages());
    conversation.add(Assembled.chat(first.provider(), reading(first).events(first)).message());
    ChatRequest asked = RecordedRequest.of(second.request(), second.provider());
    List<Message> said = asked.content().messages();
    conversation.addAll(said.subList(conversation.size(), said.size()));

    compare(second, asked.withMessages(conversation));
  }

  private static void goOnFromQuotes(Exchange second) {
    ChatRequest asked = RecordedRequest.of(second.request(), second.provider());
    List<Message> conversation = new ArrayList<>(asked.content().messages());
    JsonNode messages = second.request().path("messages");
    for (int i = 0; i < messages.size(); i++) {
      if (isCall(messages.get(i))) {
        conversation.set(i, answer(second, messages.get(i)));
      }
    }

    compare(second, asked.withMessages(conversation));
  }

  /** The message of an answer that says this. */
  private static Message answer(Exchange exchange, JsonNode quoted) {
    ObjectNode answer = JSON.createObjectNode().put("id", "1").put("model", "m");
    ObjectNode choice = answer.putArray("choices").addObject();
    choice.put("index", 0).put("finish_reason", "tool_calls").set("message", quoted);
    List<LlmEvent> events = new ArrayList<>();
    reading(exchange).whole(answer.toString(), events::add);
    return Assembled.chat(exchange.provider(), events).message();
  }

  private static FormatReading reading(Exchange exchange) {
    return new FormatReading(
        format(exchange), exchange.provider(), exchange.request().path("model").asString("m"));
  }

  private static OpenAiChatFormat format(Exchange exchange) {
    return new OpenAiChatFormat(RecordedHosts.dialects().get(exchange.provider()));
  }

  private static void compare(Exchange second, ChatRequest request) {
    Map<String, Object> written = SameMeaning.of(Written.json(format(second), request, second));
    Map<String, Object> recorded = SameMeaning.of(second.request());
    SameMeaning.fitCallIds(recorded, RecordedHosts.dialects().get(second.provider()).callIds());
    if (RecordedHosts.dialects().get(second.provider()).reasoningReturn()
        == ReasoningReturn.LEFT_OUT) {
      SameMeaning.dropReasoning(recorded); // and of our own there must be none
    } else {
      dropReasoningOfOthers(written, recorded);
    }

    assertThat(written).isEqualTo(recorded);
  }

  /** Those who recorded sent less of the reasoning back than they may, and than is asked for. */
  private static void dropReasoningOfOthers(
      Map<String, Object> written, Map<String, Object> recorded) {
    List<?> ours = (List<?>) written.get("messages");
    List<?> theirs = (List<?>) recorded.get("messages");
    for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
      for (String field : List.of("reasoning", "reasoning_details")) {
        if (!((Map<?, ?>) theirs.get(i)).containsKey(field)) {
          ((Map<?, ?>) ours.get(i)).remove(field);
        }
      }
    }
  }
}
