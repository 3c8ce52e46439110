package io.llmgw.api.catalog;

import io.llmgw.api.price.PriceBounds;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.Prices;
import io.llmgw.api.price.TableSource;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.route.ModelRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of models, found by {@code provider/model}. The built-in table is a file of the
 * product: reading it needs no network, and happens when it is first asked for.
 *
 * <p>An id that is not listed is found under a broader one where it names a version or a place: a
 * date at its end ({@code openai/gpt-5-mini-2025-08-07}), {@code -001} of Gemini, {@code ft:} of
 * OpenAI up to the organisation if the tuned model is listed, ARN and region of Bedrock, the path
 * of Vertex. Nothing else is left away: {@code :free} or {@code -latest} may be another product at
 * another price. A model of Claude at Vertex that is called without its version is found under the
 * one that is listed.
 *
 * <p>Immutable and thread-safe: each {@code with...} returns another catalogue, and if it throws,
 * nothing has changed. Of two statements about the same id the later one counts; an exact id counts
 * before a broader one. What a statement adds to is what is known when it is made.
 */
public final class ModelCatalog {
  private static final ModelCatalog BUILT_IN =
      new ModelCatalog(new BuiltInTable(), Map.of(), Map.of());

  private final @Nullable BuiltInTable table;
  private final Map<ModelRef, ModelFacts> own;
  private final Map<ModelRef, ModelRef> deployments;

  private ModelCatalog(
      @Nullable BuiltInTable table,
      Map<ModelRef, ModelFacts> own,
      Map<ModelRef, ModelRef> deployments) {
    this.table = table;
    this.own = own;
    this.deployments = deployments;
  }

  /** The table that comes with {@code llmgw-core}; read at the first look-up. */
  public static ModelCatalog builtIn() {
    return BUILT_IN;
  }

  /** No models at all. */
  public static ModelCatalog empty() {
    return new ModelCatalog(null, Map.of(), Map.of());
  }

  /**
   * What is known of a model: all unknown if it is not listed, under a broader id neither.
   *
   * @throws IllegalStateException if this is built-in and {@code llmgw-core} is missing at run time
   */
  public ModelFacts find(ModelRef model) {
    ModelFacts stated = own.get(model);
    if (stated != null) {
      return stated;
    }
    ModelRef ref = deployments.getOrDefault(model, model);
    ModelFacts exact = exact(ref);
    if (exact != null) {
      return exact;
    }
    List<ModelRef> broader = ModelIds.broader(ref);
    for (ModelRef less : broader) {
      ModelFacts facts = exact(less);
      if (facts != null) {
        return facts;
      }
    }
    ModelFacts version = table == null ? null : table.findVersion(ref, broader);
    return version == null ? ModelFacts.unknown(ref) : version;
  }

  /**
   * What is known of a model, given as {@code provider/model}; see {@link #find(ModelRef)}.
   *
   * @throws IllegalArgumentException when it is no {@code provider/model}
   */
  public ModelFacts find(String model) {
    return find(ModelRef.parse(model));
  }

  private @Nullable ModelFacts exact(ModelRef ref) {
    ModelFacts facts = own.get(ref);
    return facts != null || table == null ? facts : table.find(ref);
  }

  /** All models, the built-in ones first, each as it was stated last. */
  public Collection<ModelFacts> models() {
    Map<ModelRef, ModelFacts> all = new LinkedHashMap<>();
    if (table != null) {
      table.all().forEach(facts -> all.put(facts.ref(), facts));
    }
    all.putAll(own);
    return Collections.unmodifiableCollection(all.values());
  }

  /** The tables that facts and prices were taken from, with their dates and without their pages. */
  public Set<TableSource> tables() {
    Set<TableSource> tables = new LinkedHashSet<>();
    for (ModelFacts facts : models()) {
      facts.sources().forEach(source -> tables.add(plain(source)));
      facts.prices().rows().forEach(row -> tables.add(plain(row.source())));
    }
    return tables;
  }

  private static TableSource plain(TableSource source) {
    return TableSource.of(source.table(), source.asOf());
  }

  /**
   * This catalogue, with all that is known of one model stated anew.
   *
   * @throws IllegalArgumentException if a price is beyond {@link PriceBounds#STANDARD}
   */
  public ModelCatalog withModel(ModelFacts facts) {
    return with(List.of(facts), PriceBounds.STANDARD);
  }

  /**
   * This catalogue, with other prices of a model, or with none for {@link Prices#UNKNOWN}. They are
   * the last word on what it costs: {@link ModelFacts#otherPrices()} are then unknown.
   *
   * @param model {@code provider/model}
   * @throws IllegalArgumentException if a price is beyond {@link PriceBounds#STANDARD}: the message
   *     says what is believed
   */
  public ModelCatalog withPrices(String model, Prices prices) {
    return withPrices(model, prices, PriceBounds.STANDARD);
  }

  /** This catalogue, with one price of a model that replaces all others; fails as the other. */
  public ModelCatalog withPrice(String model, PriceRow price) {
    return withPrices(model, Prices.of(price));
  }

  /**
   * The same as {@link #withPrices(String, Prices)}, where prices are measured by other bounds.
   *
   * @throws IllegalArgumentException if a price is beyond these
   */
  public ModelCatalog withPrices(String model, Prices prices, PriceBounds bounds) {
    ModelFacts priced = stated(model).prices(prices).otherPrices(Prices.UNKNOWN).build();
    return with(List.of(priced), bounds);
  }

  /**
   * This catalogue, with the user's word on what a model can or cannot do, which is stronger than
   * any table and any adapter.
   *
   * @param model {@code provider/model}
   */
  public ModelCatalog withCapability(String model, Capability capability, boolean word) {
    return with(List.of(stated(model).told(capability, word).build()), PriceBounds.NONE);
  }

  private ModelFacts.Builder stated(String model) {
    ModelRef ref = ModelRef.parse(model);
    return find(ref).as(ref);
  }

  /**
   * This catalogue, with a name that somebody gave to a model: a deployment of Azure, an
   * application's inference profile of Bedrock. What is known of the model, prices included, is
   * then known of the deployment, until something else is stated of it; and its tokens are
   * estimated as those of the model.
   *
   * @param deployment {@code provider/deployment}, as it is called
   * @param model {@code provider/model}, as it is listed
   */
  public ModelCatalog withDeployment(String deployment, String model) {
    ModelRef name = ModelRef.parse(deployment);
    Map<ModelRef, ModelRef> more = new HashMap<>(deployments);
    more.put(name, ModelRef.parse(model));
    Map<ModelRef, ModelFacts> others = new LinkedHashMap<>(own);
    others.remove(name);
    return new ModelCatalog(
        table, Collections.unmodifiableMap(others), Collections.unmodifiableMap(more));
  }

  /** The models of all deployments, by the names they are called by. */
  public Map<ModelRef, ModelRef> deployments() {
    return deployments;
  }

  /**
   * This catalogue, with the models of a file: lines of JSON in the form of the built-in table, or
   * the community's {@code model_prices_and_context_window.json} of LiteLLM, told by the name:
   * {@code .jsonl} or {@code .json}. The file is read once, now. Each model of it is stated anew.
   * LiteLLM's form has no date, so that its prices are as of the day the file was written.
   *
   * @throws IOException if it cannot be read, or is larger than 64 MB
   * @throws IllegalArgumentException if it is broken, or a price in it is beyond {@link
   *     PriceBounds#STANDARD}: the message names file, line or entry, field and value
   */
  public ModelCatalog withFile(Path file) throws IOException {
    return withFile(file, PriceBounds.STANDARD);
  }

  /** The same as {@link #withFile(Path)}, where prices are measured by other bounds. */
  public ModelCatalog withFile(Path file, PriceBounds bounds) throws IOException {
    List<ModelFacts> models = ModelFile.read(file);
    try {
      return with(models, bounds);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file.getFileName() + ", " + e.getMessage(), e);
    }
  }

  private ModelCatalog with(List<ModelFacts> stated, PriceBounds bounds) {
    Map<ModelRef, ModelFacts> more = new LinkedHashMap<>(own);
    for (ModelFacts facts : stated) {
      bounds.check(facts.ref().toString(), facts.prices(), find(facts.ref()).prices());
      more.put(facts.ref(), facts);
    }
    return new ModelCatalog(table, Collections.unmodifiableMap(more), deployments);
  }

  /** How many models are stated beside the built-in ones, and how many deployments. */
  @Override
  public String toString() {
    return "ModelCatalog["
        + (table == null ? "" : "built-in, ")
        + own.size()
        + " stated, "
        + deployments.size()
        + " deployments]";
  }
}
