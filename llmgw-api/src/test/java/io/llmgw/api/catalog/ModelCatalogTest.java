package io.llmgw.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.llmgw.api.price.PriceBounds;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.Prices;
import io.llmgw.api.price.TableSource;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelCatalogTest {
  private static final LocalDate DAY = LocalDate.of(2026, 8, 21);

  private static PriceRow row(String input) {
    return PriceRow.builder("contract", DAY).input(input).output("9").build();
  }

  private static final ModelFacts MODEL =
      ModelFacts.builder("acme/model")
          .contextTokens(1000)
          .maxOutputTokens(100)
          .input(Set.of(Modality.TEXT, Modality.IMAGE))
          .can(Capability.TOOLS, false)
          .can(Capability.JSON_SCHEMA, true)
          .temperature(false)
          .released("2025-08")
          .status(ModelStatus.BETA)
          .prices(Prices.of(row("3")))
          .sources(List.of(TableSource.of("leaflet", DAY)))
          .build();

  @Test
  void whatIsNotListedIsUnknown() {
    ModelFacts facts = ModelCatalog.empty().find("acme/other");

    assertThat(facts.ref()).hasToString("acme/other");
    assertThat(facts.contextTokens()).isEmpty();
    assertThat(facts.maxInputTokens()).isEmpty();
    assertThat(facts.maxOutputTokens()).isEmpty();
    assertThat(facts.input()).isEmpty();
    assertThat(facts.prices()).isEqualTo(Prices.UNKNOWN);
    assertThat(facts.released()).isNull();
    assertThat(facts.status()).isNull();
    assertThat(facts.temperature()).isEqualTo(Support.UNKNOWN);
    for (Capability capability : Capability.values()) {
      assertThat(facts.can(capability)).isEqualTo(Support.UNKNOWN);
    }
  }

  @Test
  void otherPricesLeaveTheOtherFacts() {
    ModelCatalog catalog = ModelCatalog.empty().withModel(MODEL);

    ModelFacts priced = catalog.withPrice("acme/model", row("4")).find("acme/model");

    assertThat(priced.prices().rows()).containsExactly(row("4"));
    assertThat(priced.contextTokens()).hasValue(1000);
    assertThat(priced.temperature()).isEqualTo(Support.NO);
    assertThat(catalog.find("acme/model").prices().rows()).containsExactly(row("3"));
  }

  @Test
  void whatAnotherTableSaysStaysWhicheverPriceIsGivenFirst() {
    Prices other = Prices.of(row("9"));

    ModelFacts facts = MODEL.toBuilder().otherPrices(other).prices(Prices.of(row("4"))).build();

    assertThat(facts.prices().rows()).containsExactly(row("4"));
    assertThat(facts.otherPrices()).isEqualTo(other);
    assertThat(facts.toBuilder().prices(Prices.of(row("5"))).build().otherPrices())
        .isEqualTo(other);
  }

  @Test
  void aDatedIdStatedByItselfKeepsWhatIsKnownOfItsFamily() {
    ModelCatalog catalog =
        ModelCatalog.empty()
            .withModel(MODEL)
            .withCapability("acme/model-2026-01-31", Capability.TOOLS, true);

    ModelFacts dated = catalog.find("acme/model-2026-01-31");

    assertThat(dated.ref()).hasToString("acme/model-2026-01-31");
    assertThat(dated.prices()).isEqualTo(MODEL.prices());
    assertThat(dated.can(Capability.TOOLS)).isEqualTo(Support.YES);
    assertThat(catalog.find("acme/model").can(Capability.TOOLS)).isEqualTo(Support.NO);
  }

  @Test
  void aDeploymentIsTheModelItRuns() {
    ModelCatalog catalog =
        ModelCatalog.empty()
            .withDeployment("azure/our-model", "acme/model-20260131")
            .withModel(MODEL);

    assertThat(catalog.find("azure/our-model").ref()).hasToString("acme/model");
    assertThat(catalog.find("azure/our-model").prices()).isEqualTo(MODEL.prices());
    assertThat(catalog.find("azure/other").prices().isKnown()).isFalse();
  }

  @Test
  void whatIsStatedOfADeploymentCountsBeforeWhatIsKnownOfItsModel() {
    ModelCatalog catalog =
        ModelCatalog.empty().withModel(MODEL).withDeployment("azure/ours", "acme/model");
    Prices contract = Prices.of(row("0.7"));

    ModelFacts stated = catalog.withPrices("azure/ours", contract).find("azure/ours");

    assertThat(stated.prices()).isEqualTo(contract);
    assertThat(stated.can(Capability.TOOLS)).isEqualTo(MODEL.can(Capability.TOOLS));
    assertThat(catalog.find("acme/model").prices()).isEqualTo(MODEL.prices());
  }

  @Test
  void aDeploymentThatIsStatedLaterIsAllThatIsKnownOfIt() {
    ModelCatalog catalog =
        ModelCatalog.empty()
            .withModel(MODEL)
            .withPrice("azure/ours", row("0.7"))
            .withDeployment("azure/ours", "acme/model");

    assertThat(catalog.find("azure/ours").prices()).isEqualTo(MODEL.prices());
  }

  @Test
  void aMistypedPriceChangesNothingUnlessItIsMeant() {
    ModelCatalog catalog = ModelCatalog.empty().withModel(MODEL);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalog.withPrice("acme/model", row("0.003")))
        .withMessageContaining("acme/model: the price of INPUT is 0.003");
    assertThat(catalog.find("acme/model").prices()).isEqualTo(MODEL.prices());
    Prices meant = Prices.of(row("0.003"));
    assertThat(
            catalog.withPrices("acme/model", meant, PriceBounds.NONE).find("acme/model").prices())
        .isEqualTo(meant);
  }

  @Test
  void listsModelsAndTables() {
    ModelCatalog catalog = ModelCatalog.empty().withModel(MODEL).withPrice("acme/b", row("1"));

    assertThat(catalog.models()).hasSize(2);
    assertThat(catalog.tables())
        .containsExactly(TableSource.of("leaflet", DAY), TableSource.of("contract", DAY));
  }

  @Test
  void theUsersWordIsStrongerThanTheModelsFactsAndThoseThanTheAdapter() {
    Capabilities adapter =
        Capabilities.of(
            Capability.TOOLS, Capability.TOOL_CHOICE, Capability.IMAGES, Capability.STREAMING);
    ModelFacts told = MODEL.toBuilder().told(Capability.TOOLS, true).build();

    assertThat(MODEL.can(Capability.TOOLS, adapter)).isEqualTo(Support.NO);
    assertThat(told.can(Capability.TOOLS, adapter)).isEqualTo(Support.YES);
    assertThat(told.can(Capability.TOOLS, Capabilities.NONE)).isEqualTo(Support.YES);
    assertThat(MODEL.can(Capability.IMAGES, adapter)).isEqualTo(Support.YES);
    assertThat(MODEL.can(Capability.TOOL_CHOICE, adapter)).isEqualTo(Support.NO);
  }

  @Test
  void whatTheAdapterCannotSendTheModelCannotGet() {
    assertThat(MODEL.can(Capability.JSON_SCHEMA)).isEqualTo(Support.YES);
    assertThat(MODEL.can(Capability.JSON_SCHEMA, Capabilities.NONE)).isEqualTo(Support.NO);
  }

  @Test
  void whatNobodySaysOfTheModelIsUnknownAndWhatTheProtocolDecidesIsNot() {
    Capabilities adapter = Capabilities.of(Capability.values());
    ModelFacts unknown = ModelCatalog.empty().find("acme/other");

    assertThat(unknown.can(Capability.TOOLS, adapter)).isEqualTo(Support.UNKNOWN);
    assertThat(unknown.can(Capability.IMAGES, adapter)).isEqualTo(Support.UNKNOWN);
    assertThat(unknown.can(Capability.STREAMING, adapter)).isEqualTo(Support.YES);
    assertThat(MODEL.can(Capability.AUDIO, adapter)).isEqualTo(Support.NO);
  }

  @Test
  void withoutTheEngineTheBuiltInTableSaysWhatIsMissing() {
    ModelCatalog catalog = ModelCatalog.builtIn();

    assertThatIllegalStateException()
        .isThrownBy(() -> catalog.find("openai/gpt-5"))
        .withMessageContaining("io.llmgw:llmgw-core");
  }
}
