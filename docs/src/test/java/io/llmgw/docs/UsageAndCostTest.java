package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.catalog.ModelFacts;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.price.PriceKind;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.UnknownPrice;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Gate;
import io.llmgw.test.scripted.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What the page on usage and cost shows. */
class UsageAndCostTest {
  private static final Instant now = Instant.parse("2026-11-25T12:00:00Z");

  @Test
  void asksTheCatalogue() {
    // begin find
    ModelFacts facts = ModelCatalog.builtIn().find("openai/gpt-5-mini-2025-08-07");
    facts.contextTokens(); // 400000
    facts.can(Capability.JSON_SCHEMA); // YES, NO or UNKNOWN
    Cost cost = facts.prices().cost(Usage.reported(2000, 300), now); // ~0.0011 USD
    // end find

    assertThat(facts.contextTokens()).hasValue(400_000);
    assertThat(cost).hasToString("~0.0011 USD");
  }

  @Test
  void statesWhatIsKnownBetter() {
    // begin override
    PriceRow contract =
        PriceRow.builder("our contract", LocalDate.of(2026, 11, 1))
            .input("0.20")
            .output("1.60")
            .rate(PriceKind.CACHED_INPUT, "0.02")
            .build();
    ModelCatalog models =
        ModelCatalog.builtIn()
            .withPrice("openai/gpt-5-mini", contract)
            .withPrice("vllm/our-llama", PriceRow.free("our machines", LocalDate.of(2026, 11, 1)))
            .withCapability("vllm/our-llama", Capability.IMAGES, true)
            .withDeployment("azure/summaries", "azure/gpt-5-mini");
    // end override

    Usage usage = Usage.reported(1_000_000, 0);
    assertThat(models.find("openai/gpt-5-mini").prices().cost(usage, now)).hasToString("~0.2 USD");
    assertThat(models.find("vllm/our-llama").prices().cost(usage, now)).hasToString("~0");
    assertThat(models.find("azure/summaries").prices().cost(usage, now)).hasToString("~0.25 USD");
  }

  @Test
  void readsAFile() throws IOException {
    Path file = Guide.DOCS.resolve("src/test/resources/files/models.jsonl");

    // begin file
    ModelCatalog models = ModelCatalog.builtIn().withFile(file);
    // end file

    assertThat(models.find("acme/large").prices().cost(Usage.reported(1000, 1000), now))
        .hasToString("~0.008 EUR");
  }

  @Test
  void saysWhatHappensWithoutAPrice() {
    // begin unknown
    UnknownPrice refused = UnknownPrice.DENY;
    UnknownPrice unaccounted = UnknownPrice.ALLOW;
    UnknownPrice assumed =
        UnknownPrice.assume(
            PriceRow.builder("assumed", LocalDate.of(2026, 11, 1)).input("5").output("25").build());
    // end unknown

    assertThat(refused.assumed()).isNull();
    assertThat(unaccounted.assumed()).isNull();
    assertThat(assumed.assumed()).isNotNull();
    assertThat(assumed.assumed().cost(Usage.reported(1_000_000, 0))).hasToString("~5 USD");
  }

  @Test
  void refusesWhatIsMistyped() {
    PriceRow perToken =
        PriceRow.builder("typed", LocalDate.EPOCH).input("0.00000025").output("0.000002").build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.builtIn().withPrice("openai/gpt-5-mini", perToken))
        .withMessageContaining("is it meant per token");
  }

  @Test
  void givesThemToAClient() {
    ScriptedProvider provider = ScriptedProvider.named("acme").answers("never");
    ModelCatalog models = ModelCatalog.empty();
    // begin client
    LlmClient llm =
        LlmClient.builder()
            .provider(provider)
            .catalog(models)
            .unknownPrice(UnknownPrice.DENY)
            .build();
    // end client

    assertThatThrownBy(() -> llm.prompt("hello").model(provider.model()).text())
        .hasMessageContaining(provider.model());
    assertThat(provider.received()).isZero();
    llm.close();
  }

  @Test
  void readsOnForTheUsage() {
    Gate gate = Gate.closed();
    ScriptedProvider provider = ScriptedProvider.named("acme");
    provider.answers(script -> script.text("Blue").waitFor(gate).usage(Usage.reported(10, 500)));
    List<Usage> used = new CopyOnWriteArrayList<>();
    CallObserver ledger = call -> outcome -> used.add(outcome.served().usage());
    // begin drain
    LlmClient llm =
        LlmClient.builder()
            .provider(provider)
            .observe(ledger)
            .usageDrain(UsageDrain.within(Duration.ofSeconds(10), 20_000))
            .build();
    // end drain
    try (ChatStream stream = llm.prompt("Why?").model(provider.model()).stream()) {
      assertThat(stream.text().iterator().next()).isEqualTo("Blue");
    }
    gate.open();
    llm.close();

    assertThat(used).containsExactly(Usage.reported(10, 500));
  }

  @Test
  void explainsWhatACallWouldCost() {
    ModelCatalog models =
        ModelCatalog.empty()
            .withPrice(
                "anthropic/claude-sonnet-4-5",
                PriceRow.builder("test", LocalDate.of(2026, 11, 1))
                    .input("3")
                    .output("15")
                    .build());
    try (LlmClient llm =
        LlmClient.builder()
            .provider(ScriptedProvider.named("anthropic"))
            .alias("smart", "anthropic/claude-sonnet-4-5")
            .catalog(models)
            .build()) {
      assertThat(llm.prompt("Why?").model("smart").maxOutputTokens(300).explain().toString())
          .matches(
              "(?s)call     chat smart = anthropic/claude-sonnet-4-5 {3}estimated \\d+ \\+ 300"
                  + " tokens, 0\\.00\\d+ USD\n.*");
    }
  }
}
