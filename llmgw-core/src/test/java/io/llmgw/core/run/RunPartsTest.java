package io.llmgw.core.run;

import static io.llmgw.core.run.Weather.OSLO;
import static io.llmgw.core.run.Weather.ROME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.tool.RunLimits;
import io.llmgw.api.tool.Tool;
import io.llmgw.api.tool.Toolbox;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.thread.Contexts;
import io.llmgw.test.VirtualTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What no client can easily be brought to: costs without a sum, and an engine without threads. */
class RunPartsTest {
  private final RunAccount account = new RunAccount();

  @Test
  void theKnownPartOfACostCounts() {
    account.add(costing(new Cost(new BigDecimal("0.2"), "USD", Provenance.UNKNOWN)), Duration.ZERO);

    assertThatThrownBy(() -> plan("0.10").requireAnotherRound(account, Duration.ZERO))
        .isInstanceOf(LlmException.class);
  }

  @Test
  void costsInTwoCurrenciesHaveNoKnownSum() {
    account.add(costing(Cost.estimated(BigDecimal.ONE, "USD")), Duration.ZERO);
    account.add(costing(Cost.estimated(BigDecimal.ONE, "EUR")), Duration.ZERO);

    assertThat(account.cost()).isEqualTo(Cost.UNKNOWN);
    plan("0.10").requireAnotherRound(account, Duration.ofSeconds(1));
    Served served = account.served(costing(Cost.ZERO).served(), Duration.ZERO);
    assertThat(served.trail().get(0).note()).contains("not known");
  }

  @Test
  void theWaitingThreadCallsTheToolsWhereTheEngineHasNone() {
    Thread[] at = new Thread[1];
    Tool tool =
        Weather.tool(
            city -> {
              at[0] = Thread.currentThread();
              return city.name();
            });

    List<ToolWork.Done> done = work(tool, new RealCancellation()).answer(calls());

    assertThat(at[0]).isSameAs(Thread.currentThread());
    assertThat(done)
        .extracting(ToolWork.Done::result)
        .containsExactly(ToolResult.of("c1", "Oslo"), ToolResult.of("c2", "Rome"));
  }

  @Test
  void anInterruptOfTheWaitingThreadEndsTheRunThereToo() {
    RealCancellation token = new RealCancellation();
    Tool interrupted =
        Weather.tool(
            city -> {
              throw new InterruptedException();
            });

    assertThatThrownBy(() -> work(interrupted, token).answer(calls()))
        .isInstanceOf(LlmException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(token.isCancelled()).isTrue();
  }

  private static List<ToolCall> calls() {
    return List.of(
        new ToolCall("c1", "weather", Json.ofText(OSLO)),
        new ToolCall("c2", "weather", Json.ofText(ROME)));
  }

  private static ToolWork work(Tool tool, RealCancellation token) {
    return new ToolWork(
        Toolbox.of(tool),
        RunLimits.DEFAULT,
        token,
        VirtualTime.create(),
        run -> false,
        new Contexts(List.of()).capture());
  }

  private static RunPlan plan(String usd) {
    ChatRequest request =
        ChatRequest.builder()
            .user("q")
            .tools(Weather.report())
            .option(RunLimits.DEFAULT.cost(new BigDecimal(usd), "USD"))
            .build();
    return RunPlan.of("run-1", request, null, () -> Capabilities.NONE);
  }

  private static ChatResponse costing(Cost cost) {
    Served served =
        new Served(
            "call-1",
            null,
            null,
            null,
            CacheStatus.NONE,
            List.of(),
            Duration.ZERO,
            Usage.ZERO,
            cost,
            List.of());
    return ChatResponse.of(
        Message.assistant("x"), FinishReason.STOP, null, Usage.ZERO, served, ResponseHead.NONE);
  }
}
