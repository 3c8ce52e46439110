package io.llmgw.docs;

import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.catalog.ModelFacts;
import io.llmgw.api.price.PriceKind;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.Rate;
import io.llmgw.api.price.TableSource;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The tables of models.md are what the built-in table says. */
class ModelsPageTest {
  private static final Path PAGE = Guide.DOCS.resolve("models.md");
  private static final ModelCatalog CATALOG = ModelCatalog.builtIn();

  @Test
  void ofWhichTablesItIs() {
    StringBuilder table =
        new StringBuilder("| table | taken on | models | of them priced by it |\n");
    table.append("|---|---|--:|--:|\n");
    for (TableSource source : CATALOG.tables()) {
      table
          .append("| " + source.table() + " | " + source.asOf() + " | ")
          .append(count(facts -> facts.sources().stream().anyMatch(from -> isOf(from, source))))
          .append(" | ")
          .append(
              count(
                  facts ->
                      facts.prices().rows().stream().anyMatch(row -> isOf(row.source(), source))))
          .append(" |\n");
    }
    Guide.holdPart(PAGE, "tables", table.toString());
  }

  private static boolean isOf(TableSource source, TableSource table) {
    return source.table().equals(table.table()) && source.asOf().equals(table.asOf());
  }

  private static long count(Predicate<ModelFacts> which) {
    return CATALOG.models().stream().filter(which).count();
  }

  @Test
  void howManyModelsOfWhichProvider() {
    Map<String, int[]> providers = new TreeMap<>();
    for (ModelFacts facts : CATALOG.models()) {
      int[] counts = providers.computeIfAbsent(facts.ref().provider(), name -> new int[2]);
      counts[0]++;
      counts[1] += facts.prices().isKnown() ? 1 : 0;
    }
    StringBuilder table =
        new StringBuilder("| provider | models | with a price |\n|---|--:|--:|\n");
    providers.forEach(
        (name, counts) ->
            table.append("| `" + name + "` | " + counts[0] + " | " + counts[1] + " |\n"));
    Guide.holdPart(PAGE, "providers", table.toString());
  }

  @Test
  void whatEachCosts() {
    List<ModelFacts> models = new ArrayList<>(CATALOG.models());
    models.sort(Comparator.comparing(facts -> facts.ref().toString()));
    StringBuilder table =
        new StringBuilder(
            "| model | context | output | USD per million: input | cached | output |\n");
    table.append("|---|--:|--:|--:|--:|--:|\n");
    for (ModelFacts facts : models) {
      table
          .append("| `" + facts.ref() + "` | " + tokens(facts.contextTokens()) + " | ")
          .append(tokens(facts.maxOutputTokens()))
          .append(price(facts, PriceKind.INPUT) + price(facts, PriceKind.CACHED_INPUT))
          .append(price(facts, PriceKind.OUTPUT) + " |\n");
    }
    Guide.holdPart(PAGE, "models", table.toString());
  }

  private static String tokens(OptionalLong tokens) {
    return tokens.isPresent() ? Long.toString(tokens.getAsLong()) : "";
  }

  /** The price at noon of the day the table was taken, for the shortest input. */
  private static String price(ModelFacts facts, PriceKind kind) {
    if (!facts.prices().isKnown()) {
      return " | unknown";
    }
    LocalDate day = facts.prices().rows().get(0).source().asOf();
    PriceRow row = facts.prices().at(day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC));
    Rate rate = row == null ? null : row.rate(kind);
    if (rate == null) {
      return " | ";
    }
    boolean differs = kind == PriceKind.INPUT && facts.otherPrices().isKnown();
    return " | "
        + rate.base().toPlainString()
        + (rate.above().isEmpty() ? "" : " *")
        + (differs ? " ≠" : "");
  }
}
