package io.llmgw.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.json.Json;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.tool.Tool;
import io.llmgw.api.usage.Usage;
import io.llmgw.observability.log.CallLog;
import io.llmgw.observability.log.Lines;
import io.llmgw.observability.trace.Traces;
import io.llmgw.observability.trace.Tracing;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What spans and lines hold of the text of calls: nothing, or what RECORD holds. */
class CapturedContentTest {
  private static final String INSTRUCTIONS = "gen_ai.system_instructions";
  private static final String INPUT = "gen_ai.input.messages";
  private static final String OUTPUT = "gen_ai.output.messages";
  private static final ChatRequest QUESTION =
      ChatRequest.builder().system("You serve Ada.").user("Who is\nAda?").build();
  private static final String ANSWERED =
      "[{'role':'assistant','parts':[{'type':'text','content':'N1 it is'}],'finish_reason':'stop'}]"
          .replace('\'', '"');

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final Traces traces = new Traces();
  private final Lines lines = new Lines();
  private final ScriptedProvider fake = ScriptedProvider.named("fake");

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  private LlmClientBuilder builder(Tracing tracing, CallLog log) {
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .time(VirtualTime.skipping())
        .retries(Retries.none())
        .closeGrace(Duration.ofSeconds(5))
        .use(new Masking("Ada", "N1"))
        .use(tracing)
        .use(log.to(lines.logger()));
  }

  private LlmClientBuilder builder() {
    return builder(
        Tracing.of(traces.registry()).capturingContent(), CallLog.create().capturingContent());
  }

  /** That of the calls of the application, in the order of their ends. */
  private List<@Nullable String> ofCalls(String attribute) {
    List<@Nullable String> found = new ArrayList<>();
    for (SpanData span : traces.spans()) {
      if (span.getName().equals("llmgw chat")) {
        found.add(span.getAttributes().get(AttributeKey.stringKey(attribute)));
      }
    }
    return found;
  }

  private String ofCall(String attribute) {
    List<@Nullable String> found = ofCalls(attribute);
    assertThat(found).hasSize(1);
    return String.valueOf(found.get(0)).replace('"', '\'');
  }

  @Test
  void ofAnOperationThatIsNoConversationItIsTheTextsThatItWorksOn() {
    RerankRequest request = RerankRequest.of("Who is Ada?", List.of("Ada", "Bob"));
    fake.answers(script -> script.fitting(request));

    try (LlmClient llm = builder().build()) {
      llm.rerank(request);
    }

    assertThat(traces.spans())
        .filteredOn(span -> span.getName().equals("llmgw rerank"))
        .singleElement()
        .satisfies(
            span ->
                assertThat(span.getAttributes().get(AttributeKey.stringKey(INPUT)))
                    .contains("Who is N1?", "\"content\":\"N1\"", "Bob"));
    assertThat(traces.spans().toString()).doesNotContain("Ada");
  }

  @Test
  @Fault("F160")
  void isMaskedAsTheModelSeesIt() {
    fake.answers("N1 it is");

    try (LlmClient llm = builder().build()) {
      assertThat(llm.chat(QUESTION).text()).isEqualTo("Ada it is");
    }

    assertThat(ofCall(INSTRUCTIONS)).isEqualTo("[{'type':'text','content':'You serve N1.'}]");
    assertThat(ofCall(INPUT))
        .isEqualTo("[{'role':'user','parts':[{'type':'text','content':'Who is\\nN1?'}]}]");
    assertThat(ofCalls(OUTPUT)).containsExactly(ANSWERED);
    assertThat(lines.fields())
        .containsEntry("system_instructions", "[{\"type\":\"text\",\"content\":\"You serve N1.\"}]")
        .containsEntry("output_messages", ANSWERED)
        .hasEntrySatisfying(
            "input_messages",
            json -> assertThat(json.toString()).contains("N1?").doesNotContain("\n"));
    assertThat(traces.spans().toString()).doesNotContain("Ada");
    assertThat(lines.written()).doesNotContain("Ada").hasLineCount(1);
  }

  @Test
  @Fault("F160")
  void isWhatRedactionLeavesOfIt() {
    fake.answers("<EMAIL_1> it is");

    try (LlmClient llm = builder().use(Redaction.of(EntitySets.CONTACT)).build()) {
      assertThat(llm.prompt("Who is lovelace@example.com?").text())
          .isEqualTo("lovelace@example.com it is");
    }

    assertThat(ofCall(INPUT)).contains("Who is <EMAIL_1>?");
    assertThat(ofCall(OUTPUT)).contains("<EMAIL_1> it is");
    assertThat(lines.written()).contains("<EMAIL_1> it is").doesNotContain("lovelace");
    assertThat(traces.spans().toString()).doesNotContain("lovelace");
  }

  @Test
  void isNotThereUnlessAskedFor() {
    fake.answers("N1 it is");

    try (LlmClient llm = builder(Tracing.of(traces.registry()), CallLog.create()).build()) {
      llm.chat(QUESTION);
      assertThat(llm.explain(QUESTION).toString()).doesNotContain("content of");
    }

    assertThat(traces.spans().toString()).doesNotContain("it is").doesNotContain("messages");
    assertThat(lines.written()).doesNotContain("it is").doesNotContain("messages");
  }

  @Test
  void theLinkThatTakesItIsShown() {
    try (LlmClient llm = builder().build()) {
      assertThat(llm.explain(QUESTION).toString())
          .contains("content of tracing")
          .contains("content of call-log");
    }
  }

  @Test
  void toolsAreInItWithArgumentsAndResults() {
    fake.answers(
            script ->
                script
                    .toolCall("c1", "find", "{\"name\": \"N1\"}", 3)
                    .completed(FinishReason.TOOL_CALLS))
        .answers("N1 it is");
    Tool find = Tool.of("find", "a person", Person.class, person -> person.name() + " is here");

    try (LlmClient llm = builder().build()) {
      llm.prompt("Where?").tools(find).send();
    }

    String call =
        "{'type':'tool_call','id':'c1','name':'find','arguments':{'name': 'N1'}}"
            .replace('\'', '"');
    assertThat(ofCalls(OUTPUT).get(0)).contains(call).contains("\"finish_reason\":\"tool_call\"");
    assertThat(ofCalls(INPUT).get(1).replace('"', '\''))
        .contains("'role':'assistant'", "'name':'find'", "N1")
        .contains("{'type':'tool_call_response','id':'c1','response':")
        .contains("N1 is here")
        .doesNotContain("Ada");
  }

  record Person(String name) {}

  @Test
  void ofMediaThereIsKindAndSize() {
    fake.answers("N1 it is");
    Media pixel = Media.of(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, "image/png");
    Media link = Media.of(URI.create("https://example.org/secret.pdf?token=x"));

    try (LlmClient llm = builder().build()) {
      llm.chat(
          ChatRequest.builder()
              .user(Part.image(pixel), Part.document(link, "secret.pdf"), Part.text("?"))
              .build());
    }

    assertThat(ofCall(INPUT))
        .isEqualTo(
            "[{'role':'user','parts':["
                + "{'type':'blob','modality':'image','mime_type':'image/png','bytes':8},"
                + "{'type':'uri','modality':'document'},"
                + "{'type':'text','content':'?'}]}]");
  }

  @Test
  void ofAnAnswerThatBreaksOffThereIsWhatWasPassedOn() {
    fake.answers(script -> script.text("N1 it").fail(ErrorKind.OVERLOADED));

    try (LlmClient llm = builder().build();
        ChatStream stream = llm.stream(QUESTION)) {
      Throwable thrown = catchThrowable(() -> stream.forEach(event -> {}));
      assertThat(thrown).isNotNull();
    }

    assertThat(ofCall(OUTPUT)).contains("'content':'N1 it'").contains("'finish_reason':'error'");
    assertThat(lines.written()).contains("N1 it");
  }

  @Test
  void ofAnAnswerThatIsLeftThereIsWhatWasPassedOn() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("N1 it").waitFor(gate).text(" is"));

    try (LlmClient llm = builder().build();
        ChatStream stream = llm.stream(QUESTION)) {
      LlmEvent event = stream.next();
      while (!(event instanceof TextDelta)) {
        event = stream.next();
      }
    }

    assertThat(ofCall(OUTPUT))
        .contains("'content':'N1 it'")
        .contains("'finish_reason':'cancelled'");
  }

  @Test
  void nothingIsThereOfACallThatIsRefusedBeforeItIsMasked() {
    Interceptor refusing = link("refusing", Slot.ACCESS, chain -> refuse());

    try (LlmClient llm = builder().use(refusing).build()) {
      assertThat(catchThrowable(() -> llm.chat(QUESTION))).isNotNull();
    }

    assertThat(ofCall(INPUT)).isEqualTo("null");
    assertThat(lines.written()).contains("failure").doesNotContain("input_messages");
  }

  private static EventStream refuse() {
    throw new IllegalStateException("no");
  }

  @Test
  void ofAHitThereIsWhatThisCallGot() {
    Interceptor hit =
        link(
            "hit",
            Slot.CACHE,
            chain ->
                EventStreams.of(
                    Started.inProcess(),
                    new TextDelta(0, "N1 it is"),
                    new Completed(FinishReason.STOP, Usage.UNKNOWN)));

    try (LlmClient llm = builder().use(hit).build()) {
      llm.chat(QUESTION);
    }

    assertThat(ofCalls(OUTPUT)).containsExactly(ANSWERED);
  }

  @Test
  void ofASharedFlightEachHasItsOwn() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("N1 it").waitFor(gate).text(" is"));
    Interceptor sharing =
        link("sharing", Slot.CACHE, chain -> chain.share("all", chain.request(), outcome -> {}));

    try (LlmClient llm = builder().use(sharing).build();
        ChatStream first = llm.stream(QUESTION);
        ChatStream second = llm.stream(ChatRequest.of("And?"))) {
      gate.open();
      first.forEach(event -> {});
      second.forEach(event -> {});
    }

    assertThat(ofCalls(OUTPUT)).containsExactly(ANSWERED, ANSWERED);
    assertThat(ofCalls(INPUT)).anyMatch(input -> input.contains("And?"));
  }

  @Test
  void anInternalCallHasItsOwnAndItIsMaskedAlready() {
    fake.always("N1 it is");
    Interceptor judge =
        link(
            "judge",
            Slot.CALL,
            chain -> {
              if (chain.context().purpose().equals(Purpose.APPLICATION)) {
                chain.internal(Purpose.of("judge"), (ChatRequest) chain.request());
              }
              return chain.proceed(chain.request());
            });

    try (LlmClient llm = builder().use(judge).build()) {
      llm.chat(QUESTION);
    }

    assertThat(ofCalls(INPUT)).hasSize(2).allMatch(input -> input.contains("N1?"));
  }

  @Test
  void whatIsTooLongIsCutAndSaysSo() {
    fake.answers("N1 ".repeat(1_000));
    ChatRequest.Builder talk = ChatRequest.builder();
    for (int i = 0; i < 100; i++) {
      talk.user("question " + i).message(Message.assistant("answer " + i));
    }
    Tracing tracing = Tracing.of(traces.registry()).capturingContent(1_000);

    try (LlmClient llm = builder(tracing, CallLog.create()).build()) {
      llm.chat(talk.user("the last one").build());
    }

    String input = String.valueOf(ofCalls(INPUT).get(0));
    assertThat(input).hasSizeLessThanOrEqualTo(1_000).contains("the last one", "llmgw.left_out");
    assertThat(Json.ofText(input).isValid()).isTrue();
    String output = String.valueOf(ofCalls(OUTPUT).get(0));
    assertThat(output).hasSizeLessThanOrEqualTo(1_000).contains("...[cut]");
    assertThat(Json.ofText(output).isValid()).isTrue();
  }

  private static Interceptor link(
      String name, Slot slot, Function<Interceptor.Chain, EventStream> how) {
    return new Interceptor() {
      @Override
      public LinkSpec spec() {
        return LinkSpec.named(name).in(slot);
      }

      @Override
      public EventStream intercept(Chain chain) {
        return how.apply(chain);
      }
    };
  }
}
