package io.llmgw.api;

import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.Aggregation;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.Operation;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.route.Alias;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Routing;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of a client go by, and the part of its settings that may change while it runs: see
 * {@link LlmClient#reconfigure}. Immutable and thread-safe; each method makes another one:
 *
 * <pre>{@code
 * llm.reconfigure(now -> now.alias("smart", "openai/gpt-5").retries(Retries.upTo(2)));
 * }</pre>
 *
 * <p>What a method sets takes the place of what was set before, and means the same as in {@link
 * LlmClientBuilder}. Whether names lead anywhere is checked where a client takes them.
 *
 * @param aliases routes by the names that they are asked for by
 * @param defaultModel for requests that name none; null when there is no default
 * @param operationModels for requests of these operations that name none; {@code defaultModel} for
 *     those of all others
 * @param routing what targets are chosen by whatever the route
 * @param timeouts clocks of calls that set none of their own
 * @param modelTimeouts clocks of calls that ask for a model by this name; what is not set there is
 *     as in {@code timeouts}
 * @param retries how often a call is tried that does not say so itself
 * @param failures what follows from each kind of failure
 * @param hedging when a second target is asked, for calls that do not say so themselves
 * @param usageDrain what becomes of answers that their caller leaves, where a call does not say so
 * @param aggregation whether small embedding calls go to the provider together
 */
public record CallSettings(
    Map<String, Route> aliases,
    @Nullable String defaultModel,
    Map<Operation, String> operationModels,
    Routing routing,
    Timeouts timeouts,
    Map<String, Timeouts> modelTimeouts,
    Retries retries,
    Reactions failures,
    Hedging hedging,
    UsageDrain usageDrain,
    Aggregation aggregation) {
  /** Those of a client of which nothing is said: no names, and the default of everything else. */
  public static final CallSettings DEFAULT =
      new CallSettings(
          Map.of(),
          null,
          Map.of(),
          Routing.DEFAULT,
          LlmClientBuilder.DEFAULT_TIMEOUTS,
          Map.of(),
          Retries.DEFAULT,
          Reactions.standard(),
          Hedging.OFF,
          UsageDrain.OFF,
          Aggregation.OFF);

  /**
   * Copies the maps; clocks that are not set are those of {@link
   * LlmClientBuilder#DEFAULT_TIMEOUTS}.
   *
   * @throws IllegalArgumentException when an alias is blank or has a slash, or the default model or
   *     a model with timeouts is blank
   */
  public CallSettings {
    aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
    modelTimeouts = Collections.unmodifiableMap(new LinkedHashMap<>(modelTimeouts));
    aliases.forEach(CallSettings::check);
    modelTimeouts.forEach(CallSettings::check);
    requireText("default model", defaultModel);
    operationModels = Map.copyOf(operationModels);
    operationModels.forEach((operation, model) -> requireText(words(operation), model));
    Objects.requireNonNull(routing, "routing");
    timeouts = timeouts.or(LlmClientBuilder.DEFAULT_TIMEOUTS);
    Objects.requireNonNull(retries, "retries");
    Objects.requireNonNull(failures, "failures");
    Objects.requireNonNull(hedging, "hedging");
    Objects.requireNonNull(usageDrain, "usageDrain");
    Objects.requireNonNull(aggregation, "aggregation");
  }

  private static String words(Operation operation) {
    return operation == Operation.EMBEDDINGS
        ? "default embedding model"
        : "default model of " + operation;
  }

  private static void requireText(String what, @Nullable String model) {
    if (model != null && model.isBlank()) {
      throw new IllegalArgumentException(what + " is blank");
    }
  }

  private static void check(String alias, Route route) {
    if (!Alias.isName(alias)) {
      throw new IllegalArgumentException("alias '" + alias + "': not blank, and without a slash");
    }
    Objects.requireNonNull(route, "route");
  }

  private static void check(String model, Timeouts timeouts) {
    requireText("the model that timeouts are for", model);
    Objects.requireNonNull(timeouts, "timeouts");
  }

  /**
   * Gives a model another name: {@code alias("smart", "openai/gpt-5-mini")}.
   *
   * @param name not blank, without a slash
   * @param model {@code provider/model}, or another alias
   */
  public CallSettings alias(String name, String model) {
    requireText("the model of alias '" + name + "'", model);
    return alias(name, Route.of(model));
  }

  /**
   * Gives a route a name: {@code alias("smart", Route.ordered(target(a), target(b)))}.
   *
   * @param name not blank, without a slash
   */
  public CallSettings alias(String name, Route route) {
    return aliases(changed(aliases, all -> all.put(name, route)));
  }

  /**
   * Takes a name away. Calls that ask for it fail from then on, with kind {@code CONFIGURATION}.
   *
   * @throws IllegalArgumentException when there is no alias of this name
   */
  public CallSettings withoutAlias(String name) {
    if (!aliases.containsKey(name)) {
      throw new IllegalArgumentException("no alias '" + name + "': there are " + aliases.keySet());
    }
    return aliases(changed(aliases, all -> all.remove(name)));
  }

  private CallSettings aliases(Map<String, Route> others) {
    return new CallSettings(
        others,
        defaultModel,
        operationModels,
        routing,
        timeouts,
        modelTimeouts,
        retries,
        failures,
        hedging,
        usageDrain,
        aggregation);
  }

  /** The model of requests that name none: {@code provider/model} or an alias. */
  public CallSettings defaultModel(String model) {
    return defaults(Objects.requireNonNull(model, "defaultModel"), operationModels);
  }

  /**
   * The model of requests of one operation that name none, whose provider has to offer it: {@code
   * provider/model} or an alias.
   */
  public CallSettings defaultModel(Operation operation, String model) {
    Objects.requireNonNull(model, "model");
    return defaults(defaultModel, changed(operationModels, all -> all.put(operation, model)));
  }

  /** {@link #defaultModel(Operation, String)} for embeddings. */
  public CallSettings defaultEmbeddingModel(String model) {
    return defaultModel(Operation.EMBEDDINGS, model);
  }

  /** That of embeddings; null for {@code defaultModel}. */
  public @Nullable String defaultEmbeddingModel() {
    return operationModels.get(Operation.EMBEDDINGS);
  }

  /** No default model: every request names its model, but for operations that have one. */
  public CallSettings withoutDefaultModel() {
    return defaults(null, operationModels);
  }

  /** No default of its own for an operation: its requests go by the default model. */
  public CallSettings withoutDefaultModel(Operation operation) {
    return defaults(defaultModel, changed(operationModels, all -> all.remove(operation)));
  }

  /** {@link #withoutDefaultModel(Operation)} for embeddings. */
  public CallSettings withoutDefaultEmbeddingModel() {
    return withoutDefaultModel(Operation.EMBEDDINGS);
  }

  private CallSettings defaults(@Nullable String ofAll, Map<Operation, String> ofOperations) {
    return new CallSettings(
        aliases,
        ofAll,
        ofOperations,
        routing,
        timeouts,
        modelTimeouts,
        retries,
        failures,
        hedging,
        usageDrain,
        aggregation);
  }

  /** What targets are chosen by whatever the route: the classifier, requirements, filters. */
  public CallSettings routing(Routing other) {
    return new CallSettings(
        aliases,
        defaultModel,
        operationModels,
        other,
        timeouts,
        modelTimeouts,
        retries,
        failures,
        hedging,
        usageDrain,
        aggregation);
  }

  /**
   * Clocks for calls that set none of their own. What is not set has its default again, and not
   * what was set before: for that say {@code now.timeouts(changed.or(now.timeouts()))}.
   */
  public CallSettings timeouts(Timeouts others) {
    return new CallSettings(
        aliases,
        defaultModel,
        operationModels,
        routing,
        others,
        modelTimeouts,
        retries,
        failures,
        hedging,
        usageDrain,
        aggregation);
  }

  /**
   * Clocks for calls that ask for this model and set none of their own.
   *
   * @param model {@code provider/model} or an alias
   */
  public CallSettings timeouts(String model, Timeouts ofModel) {
    return modelTimeouts(changed(modelTimeouts, all -> all.put(model, ofModel)));
  }

  /**
   * Takes away the clocks of a model: its calls have those of the client.
   *
   * @throws IllegalArgumentException when the model has no clocks of its own
   */
  public CallSettings withoutTimeouts(String model) {
    if (!modelTimeouts.containsKey(model)) {
      throw new IllegalArgumentException(
          "no timeouts of model '" + model + "': there are some of " + modelTimeouts.keySet());
    }
    return modelTimeouts(changed(modelTimeouts, all -> all.remove(model)));
  }

  private CallSettings modelTimeouts(Map<String, Timeouts> others) {
    return new CallSettings(
        aliases,
        defaultModel,
        operationModels,
        routing,
        timeouts,
        others,
        retries,
        failures,
        hedging,
        usageDrain,
        aggregation);
  }

  /** How often calls are tried that do not say so themselves. */
  public CallSettings retries(Retries other) {
    return new CallSettings(
        aliases,
        defaultModel,
        operationModels,
        routing,
        timeouts,
        modelTimeouts,
        other,
        failures,
        hedging,
        usageDrain,
        aggregation);
  }

  /** What follows from each kind of failure. */
  public CallSettings failures(Reactions table) {
    return new CallSettings(
        aliases,
        defaultModel,
        operationModels,
        routing,
        timeouts,
        modelTimeouts,
        retries,
        table,
        hedging,
        usageDrain,
        aggregation);
  }

  /** When a second target is asked for calls that do not say so themselves. */
  public CallSettings hedging(Hedging other) {
    return new CallSettings(
        aliases,
        defaultModel,
        operationModels,
        routing,
        timeouts,
        modelTimeouts,
        retries,
        failures,
        other,
        usageDrain,
        aggregation);
  }

  /** Whether answers that their caller leaves are read on to the usage that is reported. */
  public CallSettings usageDrain(UsageDrain other) {
    return new CallSettings(
        aliases,
        defaultModel,
        operationModels,
        routing,
        timeouts,
        modelTimeouts,
        retries,
        failures,
        hedging,
        other,
        aggregation);
  }

  /** Whether small embedding calls that are made at about the same time go together. */
  public CallSettings aggregation(Aggregation other) {
    return new CallSettings(
        aliases,
        defaultModel,
        operationModels,
        routing,
        timeouts,
        modelTimeouts,
        retries,
        failures,
        hedging,
        usageDrain,
        other);
  }

  private static <K, V> Map<K, V> changed(Map<K, V> before, Consumer<Map<K, V>> change) {
    Map<K, V> after = new LinkedHashMap<>(before);
    change.accept(after);
    return after;
  }
}
