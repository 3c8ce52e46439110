package io.llmgw.api.catalog;

import io.llmgw.api.price.TableSource;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.route.ModelRef;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One line of a file in the product's own form: a model, its facts, and where they are from. */
final class ModelLine {
  private ModelLine() {}

  static ModelFacts read(TableFields line) {
    String provider = line.text("provider");
    String model = line.text("model");
    TableFields row = line.named(provider + "/" + model);
    row.text("provider");
    row.text("model");
    ModelFacts.Builder facts = ModelFacts.builder(row.into(() -> new ModelRef(provider, model)));
    readTokens(row, facts);
    facts.input(modalities(row, "in")).output(modalities(row, "out"));
    readCapability(row, "tools", Capability.TOOLS, facts);
    readCapability(row, "toolChoice", Capability.TOOL_CHOICE, facts);
    readCapability(row, "reasoning", Capability.REASONING, facts);
    readCapability(row, "schema", Capability.JSON_SCHEMA, facts);
    Boolean temperature = row.flagOr("temperature");
    if (temperature != null) {
      facts.temperature(temperature);
    }
    readAge(row, facts);
    List<TableSource> sources = sources(row);
    facts.sources(sources).prices(PriceLine.read(row, "prices", sources));
    facts.otherPrices(PriceLine.read(row, "otherPrices", sources));
    row.rejectOthers();
    return facts.build();
  }

  private static void readTokens(TableFields row, ModelFacts.Builder facts) {
    long context = row.tokensOr("context");
    long input = row.tokensOr("maxInput");
    long output = row.tokensOr("maxOutput");
    if (context > 0) {
      facts.contextTokens(context);
    }
    if (input > 0) {
      facts.maxInputTokens(input);
    }
    if (output > 0) {
      facts.maxOutputTokens(output);
    }
  }

  private static Set<Modality> modalities(TableFields row, String field) {
    Set<Modality> modalities = EnumSet.noneOf(Modality.class);
    for (Object name : row.list(field)) {
      modalities.add(word(row, field, name, Modality.class));
    }
    return modalities;
  }

  private static <E extends Enum<E>> E word(
      TableFields row, String field, @Nullable Object name, Class<E> type) {
    for (E value : type.getEnumConstants()) {
      if (value.name().toLowerCase(Locale.ROOT).equals(name)) {
        return value;
      }
    }
    throw row.refused(
        field,
        "must be of "
            + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT)
            + ", not "
            + TableFields.shown(name));
  }

  private static void readCapability(
      TableFields row, String field, Capability capability, ModelFacts.Builder facts) {
    Boolean fact = row.flagOr(field);
    if (fact != null) {
      facts.can(capability, fact);
    }
  }

  private static void readAge(TableFields row, ModelFacts.Builder facts) {
    String released = row.textOr("released");
    if (released != null) {
      row.into("released", () -> facts.released(released));
    }
    String status = row.textOr("status");
    if (status != null) {
      facts.status(word(row, "status", status, ModelStatus.class));
    }
  }

  private static List<TableSource> sources(TableFields row) {
    List<TableSource> sources = new ArrayList<>();
    for (TableFields source : row.objects("sources")) {
      String table = source.text("table");
      LocalDate asOf = source.dayOr("asOf");
      if (asOf == null) {
        throw source.refused("asOf", "is missing");
      }
      sources.add(new TableSource(table, asOf, source.textOr("page")));
      source.rejectOthers();
    }
    if (sources.isEmpty()) {
      throw row.refused("sources", "must say which table the row is from, and of which day");
    }
    return sources;
  }
}
