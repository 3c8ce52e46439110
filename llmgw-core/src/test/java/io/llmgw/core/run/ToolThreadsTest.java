package io.llmgw.core.run;

import static io.llmgw.core.run.Weather.OSLO;
import static io.llmgw.core.run.Weather.ROME;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ContextCapture;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.tool.RunLimits;
import io.llmgw.api.tool.Tool;
import io.llmgw.test.Door;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Races;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where tools run, how many at a time, and what they find there. */
class ToolThreadsTest {
  private static final ThreadLocal<String> USER = new ThreadLocal<>();

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void forget() {
    USER.remove();
  }

  @Test
  void toolsOfOneAnswerRunTogetherAndAnswerInTheirOrder() {
    Gate both = Gate.closed();
    twoCalls();
    Tool slowest =
        Weather.tool(
            city -> {
              both.arrive();
              if (city.name().equals("Oslo")) {
                both.pass(); // the first one answers last
              } else {
                both.awaitArrivals(2);
                both.open();
              }
              return city.name();
            });
    try (LlmClient llm = builder().build()) {
      llm.prompt("q").tools(slowest).send();
    }

    assertThat(results()).containsExactly(ToolResult.of("c1", "Oslo"), ToolResult.of("c2", "Rome"));
  }

  @Test
  void noMoreToolsRunAtATimeThanAreAllowed() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    fake.answers(
        script -> {
          for (int i = 0; i < 20; i++) {
            script.toolCall("c" + i, "weather", OSLO);
          }
        });
    fake.answers("ok");
    Tool counting =
        Weather.tool(
            city -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              Thread.yield();
              running.decrementAndGet();
              return "x";
            });
    try (LlmClient llm = builder().build()) {
      llm.prompt("q").tools(counting).with(RunLimits.DEFAULT.parallelTools(3)).send();
    }

    assertThat(most.get()).isBetween(1, 3);
    assertThat(results()).hasSize(20);
  }

  @ParameterizedTest
  @EnumSource
  void runsInAHostPoolOfTwoDoNotWaitForEachOther(Door door) {
    ExecutorService host = Executors.newFixedThreadPool(2);
    CountDownLatch met = new CountDownLatch(4);
    Tool meeting =
        Weather.tool(
            city -> {
              met.countDown();
              met.await();
              return "x";
            });
    twoCallsThenText();
    ChatRequest request = ChatRequest.builder().user("q").tools(meeting).build();
    try (LlmClient llm = builder().executor(host).build()) {
      Races.together(
          () -> assertThat(door.open(llm, request).text()).isEqualTo("ok"),
          () -> assertThat(door.open(llm, request).text()).isEqualTo("ok"));
    } finally {
      host.shutdown();
    }
  }

  @ParameterizedTest
  @EnumSource
  void toolsFindTheContextOfWhoeverMadeTheCall(Door door) {
    List<String> seen = new CopyOnWriteArrayList<>();
    twoCalls();
    Tool looking =
        Weather.tool(
            city -> {
              seen.add(USER.get());
              return "x";
            });
    ContextCapture user =
        () -> {
          String carried = USER.get() == null ? "ada" : USER.get();
          return () -> {
            String before = USER.get();
            USER.set(carried);
            return () -> USER.set(before);
          };
        };
    try (LlmClient llm = builder().carry(user).build()) {
      door.open(llm, ChatRequest.builder().user("q").tools(looking).build());
    }

    assertThat(seen).containsExactly("ada", "ada");
  }

  @Test
  void aToolMayMakeCallsAndRunsOfItsOwn() {
    fake.answers(script -> script.toolCall("c1", "weather", OSLO));
    fake.answers(script -> script.toolCall("c2", "weather", ROME));
    fake.answers("inner").answers("outer");
    try (LlmClient llm = builder().build()) {
      Tool nested =
          Weather.tool(
              city ->
                  city.name().equals("Rome")
                      ? "rain"
                      : llm.prompt("inner").tools(Weather.report()).text());

      assertThat(llm.prompt("q").tools(nested).text()).isEqualTo("outer");
    }
  }

  @Test
  void manyRunsAtOnceKeepTheirResultsApart() throws Exception {
    fake.always(
        (call, script) -> {
          ChatRequest request = (ChatRequest) call.request();
          List<Part> last = request.content().messages().get(lastOf(request)).parts();
          if (last.get(0) instanceof ToolResult result) {
            script.text(((Part.Text) result.content().get(0)).text());
          } else {
            String city = "{\"name\":\"" + request.content().messages().get(0).text() + "\"}";
            script.toolCall("c1", "weather", city).toolCall("c2", "weather", city);
          }
        });
    ExecutorService host = Executors.newFixedThreadPool(2);
    try (LlmClient llm = builder().executor(host).build()) {
      List<CompletableFuture<ChatResponse>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(llm.prompt("city" + i).tools(Weather.tool(city -> city.name())).async());
      }
      for (int i = 0; i < 200; i++) {
        assertThat(answers.get(i).get().text()).isEqualTo("city" + i);
      }
    } finally {
      host.shutdown();
    }
  }

  private static int lastOf(ChatRequest request) {
    return request.content().messages().size() - 1;
  }

  private LlmClientBuilder builder() {
    return LlmClient.builder().provider(fake).defaultModel(fake.model());
  }

  private void twoCalls() {
    fake.answers(script -> script.toolCall("c1", "weather", OSLO).toolCall("c2", "weather", ROME));
    fake.answers("ok");
  }

  private void twoCallsThenText() {
    fake.always(
        (call, script) -> {
          if (((ChatRequest) call.request()).content().messages().size() == 1) {
            script.toolCall("c1", "weather", OSLO).toolCall("c2", "weather", ROME);
          } else {
            script.text("ok");
          }
        });
  }

  private List<Part> results() {
    ChatRequest second = (ChatRequest) fake.requests().get(1);
    return second.content().messages().get(2).parts();
  }
}
