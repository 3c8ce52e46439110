package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.Route;
import io.llmgw.api.tool.Tool;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call sees one configuration from its beginning to its end, with all that belongs to it. */
class OneConfigurationTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final String ELSEWHERE = "c/m";

  /** What the tool is asked for. */
  record City(String name) {}

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final VirtualTime time = VirtualTime.skipping();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("b").always("from b");
  private final ScriptedProvider c = ScriptedProvider.named("c").always("from c");
  private final LlmClientBuilder builder =
      LlmClient.builder()
          .provider(a)
          .provider(b)
          .provider(c)
          .alias("smart", Route.ordered(Route.target("a/m"), Route.target("b/m")))
          .alias("other", "b/m")
          .defaultModel("smart")
          .retries(Retries.none())
          .closeGrace(Duration.ZERO)
          .time(time);
  private LlmClient llm;

  private void open() {
    leaks.of(a);
    leaks.of(b);
    leaks.of(c);
    llm = builder.build();
  }

  @AfterEach
  void close() {
    if (llm != null) {
      llm.close();
    }
  }

  private String ask() {
    return llm.chat(QUESTION).text();
  }

  private void sendElsewhere() {
    llm.reconfigure(now -> now.alias("smart", ELSEWHERE));
  }

  @ParameterizedTest
  @EnumSource
  @Fault({"F095", "I20"})
  void aCallUnderWayEndsAsItBegan(Door door) {
    open();
    llm.reconfigure(now -> now.retries(Retries.upTo(2)));
    a.answers(script -> script.run(this::sendElsewhereAndOnce).fail(ErrorKind.OVERLOADED));
    a.answers(script -> script.fail(ErrorKind.OVERLOADED));

    DoorResult result = door.open(llm, QUESTION);

    assertThat(result.text()).isEqualTo("from b");
    assertThat(a.received()).isEqualTo(2);
    assertThat(door.open(llm, QUESTION).text()).isEqualTo("from c");
  }

  private void sendElsewhereAndOnce() {
    llm.reconfigure(now -> now.alias("smart", ELSEWHERE).retries(Retries.none()));
  }

  @ParameterizedTest
  @EnumSource
  @Fault({"F095", "I20"})
  void soDoesARunWithAllItsRounds(Door door) {
    Tool weather =
        Tool.of(
            "weather",
            "tells it",
            City.class,
            city -> {
              sendElsewhere();
              return "rain";
            });
    open();
    a.answers(script -> script.toolCall("c1", "weather", "{\"name\":\"Oslo\"}"));
    a.answers("Take a coat.");
    ChatRequest request = ChatRequest.builder().user("Do I need a coat?").tools(weather).build();

    assertThat(door.open(llm, request).text()).endsWith("Take a coat.");
    assertThat(c.received()).isZero();
  }

  @Test
  @Fault({"F095", "I20"})
  void soDoesWhatALinkAsksOnItsBehalf() {
    builder.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              if (chain.context().purpose().equals(Purpose.APPLICATION)) {
                sendElsewhere();
                chain.internal(Purpose.of("judge"), QUESTION);
              }
              return chain.proceed(chain.request());
            }));
    open();
    a.always("from a");

    assertThat(ask()).isEqualTo("from a");
    assertThat(a.received()).isEqualTo(2);
    assertThat(c.received()).isZero();
  }

  @Test
  @Fault("I20")
  void nobodyJoinsAFlightOfAnotherConfiguration() {
    builder.use(
        TestLink.in(Slot.CACHE, chain -> chain.share("all", chain.request(), outcome -> {})));
    open();
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).text("from a"));
    Aside<String> before = Aside.call(this::ask);
    a.awaitReceived(1);

    sendElsewhere();

    assertThat(Aside.call(this::ask).get()).isEqualTo("from c");
    gate.open();
    assertThat(before.get()).isEqualTo("from a");
  }
}
