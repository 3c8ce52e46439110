package io.llmgw.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.observe.GatewayListener;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.observability.log.CallLog;
import io.llmgw.observability.log.Lines;
import io.llmgw.observability.metrics.Metrics;
import io.llmgw.observability.trace.Traces;
import io.llmgw.observability.trace.Tracing;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.simulated.Cut;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Values that redaction masks stand in each text of a call. They are in the caller's own answer,
 * and nowhere else: not on a real wire, and in nothing that operators look at.
 */
class RedactedCanaryTest {
  private static final Map<String, String> VALUES = values();

  /** What of the values would give one away, without blanks and in lower case. */
  private static final List<String> SIGNS =
      List.of(
          "lovelace",
          "4111111111111111",
          "60161331926819",
          "4ec39hq",
          "miieowib",
          "hunter2",
          "48213377",
          "01234567");

  /** All of them, those that nothing else gives away behind the words that do. */
  private static final String ALL =
      String.join(" and ", VALUES.values())
          .replace("hunter2", "password: hunter2")
          .replace("48213377", "MRN: 48213377")
          .replace("C01234567", "passport number C01234567");

  private static final String ANSWER = String.join(" or ", VALUES.keySet());
  private static final ChatRequest REQUEST =
      ChatRequest.builder()
          .system("system " + ALL)
          .message(Message.user("user " + ALL))
          .message(
              Message.assistant(
                  List.of(
                      Part.text("assistant " + String.join(" or ", VALUES.values())),
                      new ToolCall("call-1", "find", Json.ofValue(Map.of("q", ALL))))))
          .message(Message.tool(ToolResult.of("call-1", "result " + ALL)))
          .user("and now?")
          .tools(ToolSpec.of("find", "tool " + ALL, Json.ofValue(Map.of("description", ALL))))
          .metadata("note", ALL)
          .userId(VALUES.get("<EMAIL_1>"))
          .stop(VALUES.get("<EMAIL_1>"))
          .extraBody("note", ALL)
          .extraBody("store", true)
          .extraHeader("x-note", VALUES.get("<EMAIL_1>"))
          .build()
          .with(Leniency.DROP);

  private static final ChatRequest IMPATIENT =
      REQUEST.with(Timeouts.attempt(Duration.ofMillis(500)));

  @RegisterExtension final ProcessLog log = new ProcessLog();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Traces traces = new Traces();
  private final Lines lines = new Lines();
  private final Redaction redaction = Redaction.of(EntitySets.ALL).budget(Duration.ofMinutes(1));
  private final Queue<String> shown = new ConcurrentLinkedQueue<>();
  private final Logger root = Logger.getLogger("");
  private final Level before = root.getLevel();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          shown.add(entry.getLoggerName() + " " + entry.getMessage());
          if (entry.getThrown() != null) {
            shown.add(stackTrace(entry.getThrown()));
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private static Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("<EMAIL_1>", "canary.lovelace@example.com");
    values.put("<CREDIT_CARD_1>", "4111 1111 1111 1111");
    values.put("<IBAN_1>", "GB29 NWBK 6016 1331 9268 19");
    values.put("<API_KEY_1>", "sk_" + "live_4eC39HqLyjWDarjtT1zdp7dc");
    values.put(
        "<PRIVATE_KEY_1>",
        "-----BEGIN RSA "
            + "PRIVATE KEY-----\nMIIEowIBAAKCAQEAcanaryPEM0123456789abcdefghijk\n-----END RSA "
            + "PRIVATE KEY-----");
    values.put("<PASSWORD_1>", "hunter2Xy9!q");
    values.put("<MEDICAL_RECORD_1>", "48213377");
    values.put("<US_PASSPORT_1>", "C01234567");
    return values;
  }

  /** Who serves, and how he speaks. */
  private enum Server {
    OPENAI,
    ANTHROPIC;

    SimulatedProvider.Builder builder() {
      return this == OPENAI ? SimulatedProvider.openAi() : SimulatedProvider.anthropic();
    }
  }

  @BeforeEach
  void listen() {
    root.addHandler(handler);
    root.setLevel(Level.ALL);
  }

  @AfterEach
  void stopListening() {
    root.setLevel(before);
    root.removeHandler(handler);
  }

  @ParameterizedTest
  @EnumSource
  @Fault({"F160", "I12"})
  void areInTheAnswerOfTheCallerAndNowhereElse(Server server) {
    loadClasses(server);
    for (Door door : Door.values()) {
      expectAnswer(play(server, door, Reply.text(ANSWER)));
      DoorResult called = play(server, door, Reply.toolCall("find", "{\"q\":\"" + ANSWER + "\"}"));
      assertThat(called.error()).isNull();
      String echo = Json.ofValue(Map.of("error", Map.of("message", ANSWER, "type", ANSWER))).text();
      for (int status : new int[] {400, 401, 429, 500}) {
        expectFailure(play(server, door, Reply.raw(status, "application/json", echo)));
      }
      expectFailure(play(server, door, Reply.raw(200, "application/json", "{" + ANSWER)));
      expectFailure(play(server, door, Reply.text(ANSWER).cutAfterEvents(4, Cut.RST)));
      expectFailure(play(server, door, Reply.text(ANSWER).errorAfterEvents(4, "server_error")));
    }
    expectFailure(play(server, Door.STREAM, Reply.text(ANSWER).stallAfterEvents(4), IMPATIENT));
    expectFailure(play(server, Door.CHAT, Reply.text(ANSWER).stallBeforeHead(), IMPATIENT));
    expectFailure(playRefused(server));
    expectNothing();
  }

  /** On this thread, which waits as long as a busy machine needs for what is done but once. */
  private void loadClasses(Server kind) {
    try (SimulatedProvider server = kind.builder().always(ANSWER).start();
        LlmClient llm = builder(server).build()) {
      llm.chat(REQUEST);
    }
  }

  private void expectAnswer(DoorResult result) {
    assertThat(result.error()).isNull();
    assertThat(result.text()).isEqualTo(String.join(" or ", VALUES.values()));
  }

  private static void expectFailure(DoorResult result) {
    assertThat(result.error()).isNotNull();
  }

  private void expectNothing() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      shown.add(thread.getName());
    }
    shown.add(redaction + " " + redaction.policy() + " " + redaction.preview(ALL));
    shown.add(redaction.preview(ALL).findings() + " " + REQUEST + " " + REQUEST.content());
    shown.add(registry.getMetersAsString());
    shown.add(lines.written());
    shown.add(traces.spans().toString());
    traces.spans().forEach(span -> shown.add(span.getEvents().toString()));
    shown.add(log.written());
    assertThat(registry.getMetersAsString()).contains("llmgw.redactions");
    assertThat(lines.written()).contains("<EMAIL_1>").contains("<PRIVATE_KEY_1>");
    assertThat(traces.spans().toString()).contains("<EMAIL_1>").contains("<PRIVATE_KEY_1>");
    assertThat(shown).hasSizeGreaterThan(100);
    for (String text : shown) {
      String folded = text.replace(" ", "").toLowerCase(Locale.ROOT);
      assertThat(SIGNS).noneMatch(folded::contains);
    }
  }

  private DoorResult play(Server kind, Door door, Reply reply) {
    return play(kind, door, reply, REQUEST);
  }

  /** At a server that is not there any more. */
  private DoorResult playRefused(Server kind) {
    SimulatedProvider server = kind.builder().always(ANSWER).start();
    LlmClientBuilder builder = builder(server);
    server.close();
    try (LlmClient llm = builder.build()) {
      DoorResult result = Door.CHAT.open(llm, REQUEST);
      show(result);
      return result;
    }
  }

  private DoorResult play(Server kind, Door door, Reply reply, ChatRequest request) {
    try (SimulatedProvider server = kind.builder().always(reply).start()) {
      LlmClientBuilder builder = builder(server);
      shown.add(builder.toString());
      try (LlmClient llm = builder.build()) {
        LlmClient own = llm.forCaller(Caller.tenant("acme").user("ada"));
        DoorResult result = door.open(own, request);
        show(result);
        shown.add(llm.explain(request).toString());
        shown.add(llm + " " + own + " " + llm.status());
        return result;
      } finally {
        for (ReceivedRequest sent : server.requests()) {
          assertThat(sent.text()).contains(VALUES.keySet());
          shown.add(sent.path() + " " + sent.headers() + " " + sent.text());
        }
      }
    }
  }

  private void show(DoorResult result) {
    shown.add(result.toString());
    result.events().forEach(event -> shown.add(event.toString()));
    if (result.error() != null) {
      shown.add(stackTrace(result.error()));
      shown.add(result.error().providerCode() + " " + result.error().attempts());
      shown.add(String.valueOf(result.error().partial()));
    }
    if (result.response() != null) {
      shown.add(result.response() + " " + result.response().message());
      shown.add(result.response().served() + " " + result.response().served().trail());
      shown.add(result.response().message().parts().toString());
    }
  }

  private LlmClientBuilder builder(SimulatedProvider server) {
    return LlmClient.builder()
        .provider(server.provider())
        .defaultModel(server.model())
        .retries(Retries.none())
        .listen(event -> shown.add(event.toString()))
        .listen(GatewayListener.log(null))
        .use(redaction)
        .use(Metrics.to(registry).semconv(Semconv.BOTH).tenants(10))
        .use(CallLog.create().to(lines.logger()).capturingContent())
        .use(Tracing.of(traces.registry()).sendingHeaders().capturingContent());
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
