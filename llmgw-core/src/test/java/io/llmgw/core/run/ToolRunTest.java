package io.llmgw.core.run;

import static io.llmgw.core.run.Weather.OSLO;
import static io.llmgw.core.run.Weather.ROME;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.Round;
import io.llmgw.api.response.ToolUse;
import io.llmgw.api.tool.Tool;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.DoorResult.Ending;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ToolRunTest {
  private static final ChatRequest QUESTION =
      ChatRequest.builder().user("Do I need a coat?").tools(Weather.report()).build();

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<String> runs = new CopyOnWriteArrayList<>();
  private final Interceptor policy =
      chain -> {
        calls.add(chain.context().callId());
        runs.add(chain.context().runId());
        return chain.proceed(chain.request());
      };
  private final LlmClient llm =
      LlmClient.builder().provider(fake).defaultModel(fake.model()).use(policy).build();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @ParameterizedTest
  @EnumSource
  void callsTheToolAndHandsOutTheAnswerThatFollows(Door door) {
    fake.answers(script -> script.text("Let me see. ").toolCall("c1", "weather", OSLO, 3));
    fake.answers(script -> script.text("Take a coat.", 3));

    DoorResult result = door.open(llm, QUESTION);

    assertThat(result.ending()).isEqualTo(Ending.SUCCEEDED);
    assertThat(result.text()).endsWith("Take a coat.");
    ChatRequest second = (ChatRequest) fake.requests().get(1);
    List<Message> sent = second.content().messages();
    assertThat(sent).hasSize(3);
    assertThat(sent.get(1).text()).isEqualTo("Let me see. ");
    assertThat(sent.get(1).toolCalls())
        .containsExactly(new ToolCall("c1", "weather", Json.ofText(OSLO)));
    assertThat(sent.get(2))
        .isEqualTo(
            Message.tool(ToolResult.json("c1", Json.ofText("{\"city\":\"Oslo\",\"degrees\":4}"))));
    assertThat(fake.received()).isEqualTo(2);
  }

  @Test
  void eachRoundIsACallOfItsOwnThroughTheChainOfOneRun() {
    fake.answers(script -> script.toolCall("c1", "weather", OSLO));
    fake.answers("Take a coat.");

    ChatResponse answer = llm.chat(QUESTION);

    assertThat(calls).hasSize(2).doesNotHaveDuplicates();
    assertThat(runs).hasSize(2).containsOnly(answer.run().id());
    assertThat(answer.rounds()).extracting(Round::callId).isEqualTo(calls);
    assertThat(answer.served().callId()).isEqualTo(calls.get(1));
  }

  @Test
  void aPlainCallIsNoRun() {
    fake.answers("hello");

    ChatResponse answer = llm.prompt("q").send();

    assertThat(answer.run()).isNull();
    assertThat(answer.rounds()).isEmpty();
    assertThat(answer.messages()).containsExactly(answer.message());
    assertThat(runs).isEqualTo(calls);
  }

  @Test
  void theAccountCountsEachRoundOnce() {
    fake.answers(
        script ->
            script.toolCall("c1", "weather", OSLO).toolCall("c2", "weather", ROME).usage(used(10)));
    fake.answers(script -> script.text("Take a coat.").usage(used(25)));

    ChatResponse answer = llm.chat(QUESTION);

    assertThat(answer.usage()).isEqualTo(used(10).plus(used(25)));
    assertThat(answer.served().usage()).isEqualTo(answer.usage());
    assertThat(answer.served().target()).isEqualTo(fake.model());
    assertThat(answer.served().cost().isKnown()).isFalse();
    assertThat(answer.served().attempts()).extracting(AttemptRecord::number).containsExactly(1, 2);
    assertThat(answer.rounds()).extracting(Round::usage).containsExactly(used(10), used(25));
    assertThat(answer.rounds())
        .extracting(Round::finishReason)
        .containsExactly(FinishReason.TOOL_CALLS, FinishReason.STOP);
    assertThat(answer.rounds().get(0).tools())
        .extracting(ToolUse::name, ToolUse::outcome)
        .containsOnly(org.assertj.core.groups.Tuple.tuple("weather", ToolUse.Outcome.SUCCEEDED))
        .hasSize(2);
    assertThat(answer.rounds().get(1).tools()).isEmpty();
    assertThat(answer.toString()).doesNotContain("coat", "Oslo");
  }

  @Test
  void theStreamIsOneAnswerWithBlocksOfItsOwn() {
    fake.answers(
        script ->
            script
                .text("Let me see. ")
                .toolCall("c1", "weather", OSLO)
                .toolCall("c2", "weather", ROME)
                .usage(used(10)));
    fake.answers(
        script -> script.reasoning("cold").text("Take a coat.", 2).item(item()).usage(used(25)));

    List<LlmEvent> events = new ArrayList<>();
    ChatResponse answer;
    try (ChatStream stream = llm.stream(QUESTION)) {
      assertThat(stream.callId()).startsWith("run-");
      stream.forEach(events::add);
      answer = stream.response();
    }

    assertThat(events.get(0)).isInstanceOf(Started.class);
    assertThat(events.stream().filter(Started.class::isInstance)).hasSize(1);
    assertThat(events.stream().filter(Completed.class::isInstance)).hasSize(1);
    assertThat(events.get(events.size() - 1))
        .isEqualTo(new Completed(FinishReason.STOP, used(10).plus(used(25))));
    assertThat(
            events.stream()
                .filter(ContentEvent.class::isInstance)
                .map(e -> ((ContentEvent) e).index())
                .distinct())
        .containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(events.stream().filter(UsageReported.class::isInstance))
        .containsExactly(new UsageReported(used(10)), new UsageReported(used(10).plus(used(25))));
    assertThat(answer.text()).isEqualTo("Take a coat.");
    assertThat(answer.message().parts()).hasSize(3);
  }

  @Test
  void theConversationGoesOnWithAllMessagesOfTheRun() {
    fake.answers(script -> script.toolCall("c1", "weather", OSLO));
    fake.answers("Take a coat.").answers("Yes, also in Rome.");
    List<Message> history = new ArrayList<>(List.of(Message.user("Do I need a coat?")));

    history.addAll(llm.chat(QUESTION).messages());
    history.add(Message.user("And in Rome?"));
    llm.chat(QUESTION.withMessages(history));

    ChatRequest third = (ChatRequest) fake.requests().get(2);
    assertThat(third.content().messages())
        .extracting(Message::role)
        .containsExactly(Role.USER, Role.ASSISTANT, Role.TOOL, Role.ASSISTANT, Role.USER);
  }

  @Test
  void aPromptTakesToolsAnnotatedObjectsAndSpecsAlike() {
    fake.answers(script -> script.toolCall("c1", "celsius", "{\"fahrenheit\":50}"));
    fake.answers("Ten degrees.");
    ToolSpec ownWork =
        ToolSpec.of("confirm", "Asks the user", Json.ofText("{\"type\":\"object\"}"));

    String text = llm.prompt("q").tools(Weather.report(), new Thermometer(), ownWork).text();

    assertThat(text).isEqualTo("Ten degrees.");
    ChatRequest first = (ChatRequest) fake.requests().get(0);
    assertThat(first.content().tools())
        .extracting(ToolSpec::name)
        .containsExactly("weather", "celsius", "kelvin", "confirm");
    ChatRequest second = (ChatRequest) fake.requests().get(1);
    assertThat(second.content().messages().get(2))
        .isEqualTo(Message.tool(ToolResult.json("c1", Json.ofValue(10))));
  }

  static final class Thermometer {
    @io.llmgw.api.tool.ToolMethod
    int celsius(@io.llmgw.api.schema.Name("fahrenheit") int degrees) {
      return (degrees - 32) * 5 / 9;
    }

    @io.llmgw.api.tool.ToolMethod("kelvin")
    String inKelvin(@io.llmgw.api.schema.Name("celsius") int degrees) {
      return degrees + 273 + " K";
    }
  }

  @Test
  void anAnswerThatAsksForAToolWithoutFunctionIsTheCallers() {
    AtomicInteger called = new AtomicInteger();
    Tool counted = Weather.tool(city -> called.incrementAndGet());
    ToolSpec ownWork =
        ToolSpec.of("confirm", "Asks the user", Json.ofText("{\"type\":\"object\"}"));
    fake.answers(script -> script.toolCall("c1", "weather", OSLO).toolCall("c2", "confirm", "{}"));

    ChatResponse answer = llm.prompt("q").tools(counted, ownWork).send();

    assertThat(answer.toolCalls()).hasSize(2);
    assertThat(called).hasValue(0);
    assertThat(answer.rounds().get(0).tools())
        .extracting(ToolUse::outcome)
        .containsOnly(ToolUse.Outcome.LEFT_TO_CALLER);
  }

  @ParameterizedTest
  @EnumSource(
      value = FinishReason.class,
      names = {"LENGTH", "CONTENT_FILTER", "REFUSAL", "ERROR"})
  void aToolCallOfAnAnswerThatWasCutOffIsNotMade(FinishReason end) {
    AtomicInteger called = new AtomicInteger();
    fake.answers(script -> script.toolCall("c1", "weather", OSLO).completed(end));

    ChatResponse answer =
        llm.prompt("q").tools(Weather.tool(city -> called.incrementAndGet())).send();

    assertThat(answer.finishReason()).isEqualTo(end);
    assertThat(called).hasValue(0);
  }

  @Test
  void goesOnAfterAPause() {
    fake.answers(script -> script.text("Thinking. ").completed(FinishReason.PAUSE));
    fake.answers("Done.");

    ChatResponse answer = llm.chat(QUESTION);

    assertThat(answer.text()).isEqualTo("Done.");
    ChatRequest second = (ChatRequest) fake.requests().get(1);
    assertThat(second.content().messages()).hasSize(2);
    assertThat(answer.messages()).hasSize(2);
  }

  @Test
  void aModelIsForcedToCallAToolOnceAndNotForEver() {
    fake.answers(script -> script.toolCall("c1", "weather", OSLO));
    fake.answers("Take a coat.");

    llm.prompt("q").tools(Weather.report()).toolChoice(ToolChoice.REQUIRED).send();

    assertThat(choiceOf(0)).isEqualTo(ToolChoice.REQUIRED);
    assertThat(choiceOf(1)).isEqualTo(ToolChoice.AUTO);
  }

  sealed interface Sky {}

  record Clear(int stars) implements Sky {}

  sealed interface Ground {}

  record Snow(int depth) implements Ground {}

  enum Dry implements Ground {
    SAND
  }

  @Test
  void resultsMayBeOfAnyKind() {
    record Wind(String from, double speed) {}
    Map<Object, String> kinds =
        Map.of(
            "text",
            "\"text\"",
            Json.ofText("{\"a\":1}"),
            "{\"a\":1}",
            new Wind("north", 2.5),
            "{\"from\":\"north\",\"speed\":2.5}",
            List.of(new Wind("west", 1)),
            "[{\"from\":\"west\",\"speed\":1.0}]",
            Map.of("wind", new Wind("east", 0)),
            "{\"wind\":{\"from\":\"east\",\"speed\":0.0}}",
            java.util.Optional.of(3),
            "3",
            FinishReason.STOP,
            "\"STOP\"",
            new Clear(7),
            "{\"type\":\"Clear\",\"stars\":7}",
            new Snow(2),
            "{\"depth\":2}");
    kinds.forEach(
        (result, json) -> {
          int before = fake.received();
          fake.answers(script -> script.toolCall("c1", "weather", OSLO)).answers("ok");

          llm.prompt("q").tools(Weather.tool(city -> result)).send();

          ChatRequest second = (ChatRequest) fake.requests().get(before + 1);
          ToolResult sent = (ToolResult) second.content().messages().get(2).parts().get(0);
          assertThat(sent.isError()).isFalse();
          assertThat(sent)
              .isEqualTo(
                  result instanceof String text
                      ? ToolResult.of("c1", text)
                      : ToolResult.json("c1", Json.ofText(json)));
        });
  }

  private ToolChoice choiceOf(int request) {
    return ((ChatRequest) fake.requests().get(request)).content().toolChoice();
  }

  private static io.llmgw.api.content.ProviderItem item() {
    return new io.llmgw.api.content.ProviderItem("fake", "search", Json.object());
  }

  private static Usage used(long tokens) {
    return Usage.builder()
        .reported(TokenKind.INPUT, tokens)
        .reported(TokenKind.OUTPUT, tokens + 1)
        .build();
  }
}
