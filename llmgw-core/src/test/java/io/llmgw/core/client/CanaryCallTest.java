package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.json.Json;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.OutcomeProbe;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.Script;
import io.llmgw.test.scripted.ScriptedProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every text that a call carries has the same word in it. However the call ends, and by whichever
 * door it came, nothing that a person could read about it shows that word.
 */
class CanaryCallTest {
  private static final String CANARY = "canary-5f3a";
  private static final ChatRequest REQUEST =
      ChatRequest.builder()
          .system("system " + CANARY)
          .user(Part.text("user " + CANARY))
          .message(Message.assistant("assistant " + CANARY))
          .message(Message.tool(ToolResult.of("call-1", "result " + CANARY)))
          .tools(
              ToolSpec.of("weather", "tool " + CANARY, Json.ofValue(Map.of("description", CANARY))))
          .metadata("note", CANARY)
          .userId(CANARY)
          .stop(CANARY)
          .extraBody("note", CANARY)
          .extraHeader("x-note", CANARY)
          .build();

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final StringBuffer shown = new StringBuffer();
  private final List<String> messages = new ArrayList<>();
  private final PrintStream err = System.err;
  private final PrintStream out = System.out;
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    PrintStream captured = new PrintStream(console, true, StandardCharsets.UTF_8);
    System.setErr(captured);
    System.setOut(captured);
  }

  @AfterEach
  void stopListening() {
    System.setErr(err);
    System.setOut(out);
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F160")
  void noWordOfACallIsShown(Door door) {
    Gate gate = Gate.closed();
    play(door, script -> script.reasoning("hm " + CANARY).text("blue " + CANARY), Visit::await);
    play(
        door,
        script -> script.toolCall("c", "weather", "{\"a\":\"" + CANARY + "\"}"),
        Visit::await);
    play(door, script -> script.started().fail(ErrorKind.INVALID_REQUEST), Visit::await);
    play(door, script -> script.text(CANARY, 3).fail(ErrorKind.STREAM_BROKEN), Visit::await);
    play(door, script -> script.text(CANARY).truncate(), Visit::await);
    play(door, script -> script.text(CANARY).started().text(CANARY), Visit::await);
    play(
        door,
        script -> script.text(CANARY).waitFor(gate),
        visit -> {
          gate.awaitArrivals(1);
          visit.cancel();
          return visit.await();
        });

    shown.append(console.toString(StandardCharsets.UTF_8));
    assertThat(shown.toString()).hasSizeGreaterThan(1_000).doesNotContain(CANARY);
  }

  @ParameterizedTest
  @EnumSource
  @Fault("F160")
  void noMessageRepeatsWhatALinkOrAProviderThrows(Door door) {
    play(door, script -> script.fail(new IllegalStateException(CANARY)), Visit::await);
    play(door, script -> script.text("a").fail(new IOException(CANARY)), Visit::await);
    play(door, script -> script.text("a"), Visit::await, new Thrower());

    assertThat(console.toString(StandardCharsets.UTF_8)).doesNotContain(CANARY);
    assertThat(messages).hasSize(3).allSatisfy(text -> assertThat(text).doesNotContain(CANARY));
  }

  private void play(Door door, Consumer<Script> script, Ending ending, Interceptor... more) {
    ScriptedProvider fake =
        leaks.of(ScriptedProvider.named("fake").with(Keys.of("sk-" + CANARY)).answers(script));
    OutcomeProbe probe = OutcomeProbe.in(Slot.APPLICATION);
    LlmClientBuilder builder =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .closeGrace(Duration.ZERO)
            .use(probe)
            .observe(new Watcher());
    List.of(more).forEach(builder::use);
    try (LlmClient llm = builder.build()) {
      show(llm, REQUEST, llm.explain(REQUEST), fake);
      DoorResult result = ending.of(door.enter(llm, REQUEST));
      probe.awaitSettled();
      show(result, result.response(), result.events(), probe.outcomes(), probe.events());
      show(fake.calls(), fake.requests());
      if (result.response() != null) {
        show(result.response().served(), result.response().message());
      }
      if (result.error() != null) {
        messages.add(result.error().getMessage());
        show(result.error().attempts(), result.error().partial(), stackTrace(result.error()));
      }
    }
  }

  private void show(Object... things) {
    for (Object thing : things) {
      shown.append(thing).append('\n');
    }
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** How a visit is ended. */
  private interface Ending {
    DoorResult of(Visit visit);
  }

  /** Shows all that observers are told. */
  private final class Watcher implements CallObserver {
    @Override
    public Observation begin(ObservedCall call) {
      show(call);
      return new Observation() {
        @Override
        public void onOutcome(ObservedOutcome outcome) {
          show(outcome);
        }
      };
    }
  }

  /** A link with a bug. */
  private static final class Thrower implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("thrower").in(Slot.CALL);
    }

    @Override
    public EventStream intercept(Chain chain) {
      throw new IllegalStateException(CANARY);
    }
  }
}
