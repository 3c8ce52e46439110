package io.llmgw.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.price.PriceBounds;
import io.llmgw.api.price.PriceKind;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.Prices;
import io.llmgw.api.price.Rate;
import io.llmgw.api.price.TableSource;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.usage.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {
  private static final String SOURCES =
      "\"sources\":[{\"table\":\"leaflet\",\"asOf\":\"2026-08-21\",\"page\":\"https://acme.test\"},"
          + "{\"table\":\"contract\",\"asOf\":\"2026-11-01\"}]";

  @TempDir private Path folder;

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("ours.jsonl"), String.join("\n", lines));
  }

  private static String line(String more) {
    return "{\"provider\":\"acme\",\"model\":\"model\"," + SOURCES + more + "}";
  }

  @Test
  void readsAllThatARowCanSay() throws IOException {
    Path file =
        file(
            "",
            line(
                ",\"released\":\"2025-08-07\",\"status\":\"deprecated\",\"context\":400000,"
                    + "\"maxInput\":272000,\"maxOutput\":128000,\"in\":[\"text\",\"pdf\"],"
                    + "\"out\":[\"text\"],\"tools\":true,\"reasoning\":false,\"schema\":true,"
                    + "\"temperature\":false,\"prices\":[{\"source\":\"leaflet\",\"perMillion\":"
                    + "{\"input\":{\"base\":2.50,\"above\":[{\"inputTokensOver\":272000,"
                    + "\"price\":5}]},\"cachedInput\":0.25,\"output\":15}},"
                    + "{\"source\":\"contract\",\"from\":\"2026-11-01\",\"hours\":\"16:30-00:30\","
                    + "\"serviceTier\":\"flex\",\"currency\":\"EUR\",\"perRequest\":0.01,"
                    + "\"perMillion\":{\"input\":1.1,\"output\":7}}]"),
            "");

    ModelFacts facts = ModelCatalog.empty().withFile(file).find("acme/model");

    assertThat(facts.contextTokens()).hasValue(400_000);
    assertThat(facts.maxInputTokens()).hasValue(272_000);
    assertThat(facts.maxOutputTokens()).hasValue(128_000);
    assertThat(facts.input()).isEqualTo(Set.of(Modality.TEXT, Modality.PDF));
    assertThat(facts.output()).isEqualTo(Set.of(Modality.TEXT));
    assertThat(facts.can(Capability.TOOLS)).isEqualTo(Support.YES);
    assertThat(facts.can(Capability.REASONING)).isEqualTo(Support.NO);
    assertThat(facts.can(Capability.IMAGES)).isEqualTo(Support.NO);
    assertThat(facts.can(Capability.DOCUMENTS)).isEqualTo(Support.YES);
    assertThat(facts.temperature()).isEqualTo(Support.NO);
    assertThat(facts.released()).isEqualTo("2025-08-07");
    assertThat(facts.status()).isEqualTo(ModelStatus.DEPRECATED);
    assertThat(facts.sources()).hasSize(2);
    PriceRow first = facts.prices().rows().get(0);
    assertThat(first.rate(PriceKind.INPUT)).isEqualTo(rate("2.5").above(272_000, "5"));
    assertThat(first.source())
        .isEqualTo(new TableSource("leaflet", LocalDate.of(2026, 8, 21), "https://acme.test"));
    PriceRow second = facts.prices().rows().get(1);
    assertThat(second.currency()).isEqualTo("EUR");
    assertThat(second.perRequest()).isEqualByComparingTo("0.01");
    assertThat(second.hours()).hasToString("16:30-00:30");
    assertThat(second.serviceTier()).isEqualTo("flex");
    assertThat(second.from()).isEqualTo(LocalDate.of(2026, 11, 1));
  }

  private static Rate rate(String price) {
    return Rate.of(new BigDecimal(price));
  }

  @Test
  void aModelOfOnesOwnIsFreeOnlyWhereTheFileSaysSo() throws IOException {
    Path file = file(line(",\"prices\":[{\"source\":\"contract\",\"free\":true}]"));

    Prices prices = ModelCatalog.empty().withFile(file).find("acme/model").prices();

    assertThat(prices.rows()).singleElement().matches(PriceRow::isFree);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",\"context\":\"many\" | \"context\" must be a number of tokens, not \"many\"",
        ",\"context\":1.5 | \"context\" must be a whole number of tokens above 0, not 1.5",
        ",\"context\":1e400 | \"context\" must be a whole number of tokens above 0, not 1E+400",
        ",\"context\":1e18 | \"context\" must be a whole number of tokens above 0, not 1.0E18",
        ",\"maxOutput\":-1 | \"maxOutput\" must be a whole number of tokens above 0, not -1",
        ",\"in\":[\"smell\"] | \"in\" must be of [text, image, audio, video, pdf], not \"smell\"",
        ",\"contextt\":1 | \"contextt\" is not known here",
        ",\"tools\":\"yes\" | \"tools\" must be true or false, not \"yes\"",
        ",\"status\":\"old\" | \"status\" must be of [alpha, beta, deprecated], not \"old\"",
        ",\"released\":\"May\" | \"released\": a date is like 2025-08-07, 2025-08 or 2025: May",
        ",\"released\":\"2025-13\" | \"released\": a date is like 2025-08-07, 2025-08 or 2025: 2025",
        ",\"released\":\"2025-02-30\" | \"released\": a date is like 2025-08-07, 2025-08 or 2025:",
        ",\"prices\":[{\"perMillion\":{\"input\":1}}] | \"source\" must name one of the row's",
        ",\"prices\":[{\"source\":\"x\",\"perMillion\":{\"input\":1}}] | names none of them: \"x\"",
        ",\"prices\":[{\"source\":\"contract\"}] | \"prices\" 1: \"perMillion\" is missing",
        ",\"prices\":[{\"source\":\"contract\",\"perMillion\":{\"inputs\":1}}] |"
            + " \"inputs\" is no kind of price; there are",
        ",\"prices\":[{\"source\":\"contract\",\"perMillion\":{\"input\":\"1\"}}] |"
            + " \"input\" must be a number, not \"1\"",
        ",\"prices\":[{\"source\":\"contract\",\"perMillion\":{\"input\":-1}}] |"
            + " a price must be at least 0, not -1",
        ",\"prices\":[{\"source\":\"contract\",\"perMillion\":{\"input\":0,\"output\":0}}] |"
            + " all prices are 0: say that it is free, if it is",
        ",\"prices\":[{\"source\":\"contract\",\"hours\":\"night\",\"perMillion\":{\"input\":1}}] |"
            + " \"hours\" must be like 16:30-00:30, not \"night\"",
        ",\"prices\":[{\"source\":\"contract\",\"from\":\"soon\",\"perMillion\":{\"input\":1}}] |"
            + " \"from\" must be a day such as 2026-08-21, not \"soon\"",
        ",\"prices\":[{\"source\":\"contract\",\"currency\":\"$\",\"perMillion\":{\"input\":1}}] |"
            + " a currency is 1 to 16 of A-Z and 0-9, not $",
        ",\"prices\":[{\"source\":\"contract\",\"currency\":\"XXX\"}] |"
            + " prices need a currency, and XXX is none"
      })
  void namesFileLineFieldAndValue(String more, String reason) throws IOException {
    Path file = file(line("").replace("\"model\":\"model\"", "\"model\":\"good\""), line(more));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(file))
        .withMessageStartingWith("ours.jsonl, line 2 (acme/model)")
        .withMessageContaining(reason);
  }

  @Test
  void aBrokenFileIsAnErrorAndChangesNothing() throws IOException {
    ModelCatalog before = ModelCatalog.empty().withFile(file(line(",\"context\":1000")));
    Path broken = file(line(",\"context\":2000"), "{\"provider\":\"acme\",", "");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> before.withFile(broken))
        .withMessage("ours.jsonl, line 2, column 20: the text ends too early");
    assertThat(before.find("acme/model").contextTokens()).hasValue(1000);
  }

  @Test
  void aRowWithoutSourceOrDateIsRefused() throws IOException {
    String none = "{\"provider\":\"acme\",\"model\":\"model\"}";
    String undated =
        "{\"provider\":\"acme\",\"model\":\"model\",\"sources\":[{\"table\":\"leaflet\"}]}";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(file(none)))
        .withMessageContaining("\"sources\" must say which table");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(file(undated)))
        .withMessageContaining("\"asOf\" is missing");
  }

  @Test
  void aModelThatIsListedTwiceIsRefused() throws IOException {
    Path file = file(line(""), line(""));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(file))
        .withMessage("ours.jsonl, line 2: acme/model is listed twice");
  }

  @Test
  void aPriceMeantPerTokenIsRefusedUnlessItIsMeant() throws IOException {
    Path file =
        file(
            line(
                ",\"prices\":[{\"source\":\"contract\","
                    + "\"perMillion\":{\"input\":0.00000025,\"output\":0.000002}}]"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(file))
        .withMessageStartingWith("ours.jsonl, acme/model: the price of INPUT is 0.00000025 USD")
        .withMessageContaining("is it meant per token");
    assertThat(ModelCatalog.empty().withFile(file, PriceBounds.NONE).find("acme/model").prices())
        .matches(Prices::isKnown);
  }

  @Test
  void whatIsNoFileOfModelsIsRefused() throws IOException {
    Path named = Files.writeString(folder.resolve("prices.csv"), "a,b");
    Path latin = Files.write(folder.resolve("latin.jsonl"), new byte[] {(byte) 0xE4});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(named))
        .withMessageStartingWith("prices.csv: a file of models is named");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(latin))
        .withMessage("latin.jsonl is not UTF-8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(file("[1]")))
        .withMessage("ours.jsonl, line 1: must be an object, not an array");
    assertThatThrownBy(() -> ModelCatalog.empty().withFile(folder.resolve("none.jsonl")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e9000", "1e-9000", "1e16", "1e300"})
  void namesFileLineAndFieldOfAnAmountBeyondAllReasonInFewWords(String amount) throws IOException {
    Map<String, String> fields =
        Map.of(
            "\"perRequest\"",
            "\"perRequest\":%s,\"perMillion\":{\"input\":1,\"output\":2}",
            "\"output\"",
            "\"perMillion\":{\"input\":1,\"output\":%s}",
            "\"base\"",
            "\"perMillion\":{\"input\":{\"base\":%s,\"above\":[]}}",
            "\"price\"",
            "\"perMillion\":{\"input\":{\"base\":1,\"above\":"
                + "[{\"inputTokensOver\":9,\"price\":%s}]}}");

    for (Map.Entry<String, String> field : fields.entrySet()) {
      Path file =
          file(
              line(
                  ",\"prices\":[{\"source\":\"contract\","
                      + field.getValue().formatted(amount)
                      + "}]"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ModelCatalog.empty().withFile(file, PriceBounds.NONE))
          .withMessageStartingWith("ours.jsonl, line 1 (acme/model)")
          .withMessageContaining(
              field.getKey() + ": an amount has at most 15 digits before the point and 40 after it")
          .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(200));
    }
  }

  @Test
  void aMessageDoesNotRepeatAWordOfAnyLength() throws IOException {
    String word = "x".repeat(10_000);
    for (String more :
        List.of(
            ",\"released\":\"" + word + "\"",
            ",\"prices\":[{\"source\":\"" + word + "\"}]",
            ",\"prices\":[{\"source\":\"contract\",\"currency\":\"" + word + "\"}]")) {
      Path file = file(line(more));

      assertThatIllegalArgumentException()
          .isThrownBy(() -> ModelCatalog.empty().withFile(file))
          .withMessageStartingWith("ours.jsonl, line 1 (acme/model)")
          .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(300));
    }
  }

  @Test
  void aPriceOfARequestMeantForAThousandIsRefusedUnlessItIsMeant() throws IOException {
    Path file =
        file(
            line(
                ",\"prices\":[{\"source\":\"contract\",\"perRequest\":5,"
                    + "\"perMillion\":{\"input\":1,\"output\":2}}]"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalog.empty().withFile(file))
        .withMessageStartingWith("ours.jsonl, acme/model: the price of a request is 5 USD")
        .withMessageContaining("is it meant for a thousand requests?");
    assertThat(ModelCatalog.empty().withFile(file, PriceBounds.NONE).find("acme/model").prices())
        .matches(Prices::isKnown);
  }

  @Test
  void keepsWhatAnotherTableSaysApart() throws IOException {
    Path file =
        file(
            line(
                ",\"prices\":[{\"source\":\"leaflet\",\"perMillion\":{\"input\":1,\"output\":2}}],"
                    + "\"otherPrices\":[{\"source\":\"contract\","
                    + "\"perMillion\":{\"input\":3,\"output\":4}}]"));

    ModelCatalog catalog = ModelCatalog.empty().withFile(file);
    ModelFacts facts = catalog.find("acme/model");
    Prices mine = Prices.of(PriceRow.builder("mine", LocalDate.EPOCH).input("5").build());

    assertThat(facts.prices().cost(Usage.reported(1_000_000, 0), Instant.EPOCH))
        .hasToString("~1 USD");
    assertThat(facts.otherPrices().rows())
        .singleElement()
        .satisfies(row -> assertThat(row.source().table()).isEqualTo("contract"))
        .satisfies(row -> assertThat(row.rate(PriceKind.INPUT)).isEqualTo(rate("3")));
    assertThat(catalog.withCapability("acme/model", Capability.TOOLS, true).find("acme/model"))
        .extracting(ModelFacts::otherPrices)
        .isEqualTo(facts.otherPrices());
    assertThat(catalog.withPrices("acme/model", mine).find("acme/model").otherPrices())
        .isEqualTo(Prices.UNKNOWN);
  }
}
