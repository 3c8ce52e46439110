package io.llmgw.providers.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Role;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.providers.replay.Assembled;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.providers.replay.Written;
import java.util.ArrayList;
import java.util.HashSet;
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

/** What others asked and recorded, asked through this API: the host is asked the same. */
class RecordedResponsesTest {
  private static final String API = "responses";

  @TestFactory
  Stream<DynamicNode> asksTheSame() {
    return Recordings.tests(
        recordings ->
            recordings.of(API).stream()
                .filter(RecordedResponsesTest::isExpressible)
                .map(each -> DynamicTest.dynamicTest(each.file(), () -> asksTheSame(each))));
  }

  @Test
  void theApiHasWordsForAlmostEverything() {
    List<String> missing = new ArrayList<>();
    for (Exchange exchange : Recordings.required().of(API)) {
      if (exchange.request().isObject() && !isExpressible(exchange)) {
        missing.add(exchange.file());
      }
    }

    // Tools that are given in the middle of a conversation; files by their name at the provider.
    assertThat(missing).hasSizeLessThan(5);
  }

  private static boolean isExpressible(Exchange exchange) {
    if (!exchange.request().isObject()) {
      return false;
    }
    try {
      RecordedAsk.of(exchange.request(), exchange.provider());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void asksTheSame(Exchange exchange) {
    ChatRequest request = RecordedAsk.of(exchange.request(), exchange.provider());

    JsonNode written = Written.json(Decoding.FORMAT, request, exchange);

    Map<String, Object> recorded = SameAsk.of(exchange.request());
    if (!exchange.request().path("store").asBoolean(true)) {
      dropEmptyReasoning(recorded);
    } else {
      request = stored(request);
      written = Written.json(Decoding.FORMAT, request, exchange);
    }
    assertThat(SameAsk.of(written)).isEqualTo(recorded);
  }

  /** Reasoning without any of it is a name for what the server keeps, where it keeps it. */
  private static ChatRequest stored(ChatRequest request) {
    return request.content().extraBody().containsKey("store")
        ? request
        : request.toBuilder().extraBody("store", true).build();
  }

  private static void dropEmptyReasoning(Map<String, Object> body) {
    ((List<?>) body.get("input"))
        .removeIf(
            item ->
                item instanceof Map<?, ?> fields
                    && "reasoning".equals(fields.get("type"))
                    && !fields.containsKey("encrypted_content"));
  }

  /** First request, recorded answer, results of the tools: the second request is the recorded. */
  @TestFactory
  Stream<DynamicNode> goesOnFromTheRecordedAnswer() {
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

  @Test
  void everyHostWithAConversationIsContinued() {
    List<Exchange> all = Recordings.required().of(API);
    Map<String, Integer> recorded = new TreeMap<>();
    Map<String, Integer> quoted = new TreeMap<>();
    Set<String> hosts = new TreeSet<>();
    for (Exchange second : all) {
      if (before(second, all) != null) {
        recorded.merge(second.provider(), 1, Integer::sum);
      }
      if (isExpressible(second) && QuotedTurns.of(second).hasAny()) {
        quoted.merge(second.provider(), 1, Integer::sum);
      }
      if (second.request().toString().contains("\"function_call_output\"")) {
        hosts.add(second.provider());
      }
    }

    System.out.println("Conversations, from recorded responses: " + recorded);
    System.out.println("Conversations, from quoted responses: " + quoted);
    assertThat(recorded).containsKeys("openai", "xai");
    assertThat(quoted.keySet()).containsAll(hosts).contains("bedrock-mantle", "copilot");
  }

  /**
   * Of most hosts, only the later half of a conversation was recorded: the answers are those that
   * the request quotes, as the host would have sent them.
   */
  @TestFactory
  Stream<DynamicNode> goesOnFromTheQuotedAnswers() {
    return Recordings.tests(
        recordings ->
            recordings.of(API).stream()
                .filter(each -> isExpressible(each) && QuotedTurns.of(each).hasAny())
                .map(each -> DynamicTest.dynamicTest(each.file(), () -> goOnFromQuotes(each))));
  }

  private static void goOnFromQuotes(Exchange exchange) {
    QuotedTurns quoted = QuotedTurns.of(exchange);
    FormatReading reading = new FormatReading(Decoding.FORMAT, exchange.provider(), "m");
    List<Message> conversation = new ArrayList<>();
    for (Message message :
        RecordedAsk.of(exchange.request(), exchange.provider()).content().messages()) {
      conversation.add(message.role() == Role.ASSISTANT ? quoted.next(reading, message) : message);
    }
    ChatRequest asked = RecordedAsk.of(exchange.request(), exchange.provider());

    JsonNode written =
        Written.json(Decoding.FORMAT, stored(asked.withMessages(conversation)), exchange);

    Map<String, Object> recorded = SameAsk.of(exchange.request());
    dropNamesOfPlainMessages((List<?>) recorded.get("input"));
    assertThat(SameAsk.of(written)).isEqualTo(recorded);
  }

  /** Who wrote a message that has nothing but its text and stands alone, makes no difference. */
  private static void dropNamesOfPlainMessages(List<?> items) {
    String before = "";
    for (Object item : items) {
      Map<?, ?> fields = (Map<?, ?>) item;
      if (fields.keySet().equals(Set.of("content", "id", "role")) && !before.equals("reasoning")) {
        fields.remove("id");
      }
      before = String.valueOf(fields.get("type"));
    }
  }

  /** The exchange whose answer has the last call that this one has the result of. */
  private static @Nullable Exchange before(Exchange second, List<Exchange> all) {
    if (!isExpressible(second) || second.request().has("previous_response_id")) {
      return null;
    }
    String id = "";
    for (JsonNode item : second.request().path("input")) {
      if (item.path("type").asString("").equals("function_call")) {
        id = item.path("call_id").asString("");
      }
    }
    for (Exchange first : all) {
      boolean begins =
          !id.isEmpty()
              && first != second
              && first.provider().equals(second.provider())
              && first.status() == 200
              && isExpressible(first)
              && first.text().contains("\"" + id + "\"")
              && isPrefix(first.request().path("input"), second.request().path("input"));
      if (begins) {
        return first;
      }
    }
    return null;
  }

  private static boolean isPrefix(JsonNode shorter, JsonNode longer) {
    List<Map<String, Object>> first = SameAsk.items(shorter);
    List<Map<String, Object>> second = SameAsk.items(longer);
    return first.size() < second.size() && second.subList(0, first.size()).equals(first);
  }

  private static void goOn(Exchange first, Exchange second) {
    ChatRequest asked = RecordedAsk.of(second.request(), second.provider());
    List<Message> before = RecordedAsk.of(first.request(), first.provider()).content().messages();
    List<Message> conversation = new ArrayList<>(before);
    FormatReading reading = new FormatReading(Decoding.FORMAT, first.provider(), "m");
    conversation.add(Assembled.chat(reading.events(first)).message());
    List<Message> said = asked.content().messages();
    assertThat(said.get(before.size()).role()).isEqualTo(Role.ASSISTANT);
    conversation.addAll(said.subList(before.size() + 1, said.size()));

    JsonNode written =
        Written.json(Decoding.FORMAT, stored(asked.withMessages(conversation)), second);

    compare(SameAsk.of(written), SameAsk.of(second.request()));
  }

  /** Those who recorded sent less of an item back than they may, and than is asked for. */
  private static void compare(Map<String, Object> written, Map<String, Object> recorded) {
    List<?> theirs = (List<?>) recorded.remove("input");
    List<?> ours = new ArrayList<>((List<?>) written.remove("input"));
    assertThat(written).isEqualTo(recorded);
    Set<String> types = new HashSet<>();
    theirs.forEach(item -> types.add(String.valueOf(((Map<?, ?>) item).get("type"))));
    if (!types.contains("reasoning")) {
      ours.removeIf(item -> "reasoning".equals(((Map<?, ?>) item).get("type")));
    }
    assertThat(ours).hasSameSizeAs(theirs);
    for (int i = 0; i < theirs.size(); i++) {
      Map<?, ?> item = new TreeMap<>((Map<?, ?>) ours.get(i));
      item.keySet().retainAll(((Map<?, ?>) theirs.get(i)).keySet());
      assertThat(item).as("item " + i).isEqualTo(theirs.get(i));
    }
  }
}
