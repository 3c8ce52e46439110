package io.llmgw.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.Usage;
import io.llmgw.core.client.BrokenTime;
import io.llmgw.test.Door;
import io.llmgw.test.Gate;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;

/** Calls that are read on for their usage when their callers leave in the middle. */
final class DrainedCalls {
  static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  static final Duration CAP = Duration.ofSeconds(10);
  static final Usage WHOLE = Usage.reported(10, 500);

  final ScriptedProvider fake = ScriptedProvider.named("fake");
  final Accounts accounts = new Accounts();
  final VirtualTime time = VirtualTime.create();
  final BrokenTime clock = new BrokenTime(time);

  LlmClientBuilder builder() {
    return builder(Duration.ZERO);
  }

  LlmClientBuilder builder(Duration grace) {
    PriceRow price =
        PriceRow.builder("test", LocalDate.of(2026, 11, 1)).input("1").output("2").build();
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .catalog(ModelCatalog.empty().withPrice(fake.model(), price))
        .observe(accounts)
        .time(clock)
        .closeGrace(grace)
        .usageDrain(UsageDrain.within(CAP, 10_000));
  }

  /** An answer that waits in its middle. */
  Gate halfAnAnswer() {
    Gate gate = Gate.closed();
    fake.answers(
        script -> script.text("x".repeat(40)).waitFor(gate).text("y".repeat(40)).usage(WHOLE));
    return gate;
  }

  Visit cancelledInTheMiddle(LlmClient llm, Door door, Gate gate) {
    Visit visit = door.enter(llm, QUESTION);
    gate.awaitArrivals(1);
    visit.cancel();
    return visit;
  }

  void assertReported() {
    AttemptRecord attempt = accounts.attempt();
    assertThat(attempt.state()).isEqualTo(AttemptState.CANCELLED);
    assertThat(attempt.usage()).isEqualTo(WHOLE);
    assertThat(attempt.cost()).isEqualTo(Cost.estimated(new BigDecimal("0.00101"), "USD"));
    assertThat(accounts.only().usage()).isEqualTo(WHOLE);
  }

  void assertEstimated() {
    AttemptRecord attempt = accounts.attempt();
    assertThat(attempt.state()).isEqualTo(AttemptState.CANCELLED);
    assertThat(attempt.possiblyBilled()).isTrue();
    assertThat(attempt.usage().inputTokens().provenance()).isEqualTo(Provenance.ESTIMATED);
  }
}
