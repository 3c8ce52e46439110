package io.llmgw.core.route;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Operation;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Target;
import io.llmgw.core.choice.Choices;
import io.llmgw.core.provider.Providers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The names of a client: which route an alias or a reference stands for. Thread-safe. */
public final class Routes {
  /** Far more models than a service calls by name; those beyond are read anew each time. */
  private static final int MOST_REMEMBERED = 1024;

  private final Providers providers;
  private final DeclaredLimits limits;
  private final Map<String, RouteNode> aliases;
  private final Set<String> aliasNames;
  private final DefaultModels defaults;
  private final Map<String, TargetNode> asked = new ConcurrentHashMap<>();

  /**
   * Resolves everything at once.
   *
   * @throws IllegalArgumentException when an alias or a default leads nowhere or in a circle, a
   *     branch can never be reached, limits contradict each other, or nothing behind the default of
   *     an operation offers it; the message names the path
   */
  public Routes(
      Providers providers, Map<String, Route> aliases, DefaultModels defaults, Choices choices) {
    this.providers = providers;
    this.aliasNames = new TreeSet<>(aliases.keySet());
    this.limits = new DeclaredLimits(aliases);
    this.aliases = new RouteCompiler(providers, aliases, limits, choices, this::expected).all();
    this.defaults = defaults;
    if (defaults.ofAll() != null) {
      check("default model", defaults.ofAll());
    }
    defaults.ofOperations().forEach(this::requireOffered);
  }

  private void requireOffered(Operation operation, String model) {
    boolean embeds = operation == Operation.EMBEDDINGS;
    String what = embeds ? "default embedding model" : "default model of " + operation;
    List<Target> targets = new ArrayList<>();
    check(what, model).addTargets(targets);
    Capability needed = Capability.of(operation);
    for (Target target : targets) {
      if (providers.of(target).capabilities().has(needed)) {
        return;
      }
    }
    String missing = needed.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    throw new IllegalArgumentException(
        (what + " '" + model + "': " + targets)
            + (" offers no " + missing + ": name a model of a provider that does"));
  }

  /** What requests go by which name no model. */
  public DefaultModels defaults() {
    return defaults;
  }

  /** Whether this name is an alias or a default: there are as many as are configured. */
  public boolean isConfigured(String name) {
    return aliases.containsKey(name) || defaults.has(name);
  }

  /**
   * The route of a request: of the model that it names, or of its default.
   *
   * @throws LlmException of kind CONFIGURATION when there is none
   */
  public RouteNode resolve(LlmRequest<?> request) {
    String model = defaults.nameFor(request);
    RouteNode route = model == null ? null : find(model);
    if (route == null) {
      throw LlmException.of(
              ErrorKind.CONFIGURATION,
              model == null
                  ? "the request names no model and the client has no default: set one of them"
                  : "unknown model '" + model + "': " + expected())
          .build();
    }
    return route;
  }

  private @Nullable RouteNode find(String model) {
    RouteNode alias = aliases.get(model);
    return alias != null ? alias : target(model);
  }

  private @Nullable TargetNode target(String model) {
    TargetNode known = asked.get(model);
    if (known != null) {
      return known;
    }
    ModelRef ref = ModelRef.tryParse(model);
    if (ref == null || !providers.has(ref.provider())) {
      return null;
    }
    TargetNode node = new TargetNode(limits.applied(new Target(ref)));
    if (asked.size() < MOST_REMEMBERED) {
      asked.put(model, node);
    }
    return node;
  }

  /** Whether any target has limits. */
  public boolean haveLimits() {
    return !limits.isEmpty();
  }

  /** The target of a request that can go nowhere else; null when there is a choice. */
  public static @Nullable Target only(RouteNode route) {
    return route instanceof TargetNode node ? node.route() : null;
  }

  /**
   * All targets that a request may go to, at least one.
   *
   * @throws LlmException as {@link #resolve}
   */
  public List<Target> targets(LlmRequest<?> request) {
    List<Target> all = new ArrayList<>();
    resolve(request).addTargets(all);
    return all;
  }

  /** All targets that an alias may lead to. */
  public List<Target> ofAliases() {
    List<Target> all = new ArrayList<>();
    aliases.values().forEach(route -> route.addTargets(all));
    return all;
  }

  /** All models that an alias or a default may lead to. */
  public Set<ModelRef> models() {
    List<Target> all = ofAliases();
    addTargets(defaults.ofAll(), all);
    defaults.ofOperations().values().forEach(name -> addTargets(name, all));
    Set<ModelRef> models = new HashSet<>();
    all.forEach(target -> models.add(target.ref()));
    return models;
  }

  private void addTargets(@Nullable String name, List<Target> all) {
    RouteNode route = name == null ? null : find(name);
    if (route != null) {
      route.addTargets(all);
    }
  }

  /**
   * The route of a name of the configuration.
   *
   * @throws IllegalArgumentException when it leads nowhere
   */
  public RouteNode check(String what, String model) {
    RouteNode route = find(model);
    if (route == null) {
      throw new IllegalArgumentException(what + " '" + model + "': " + expected());
    }
    return route;
  }

  private String expected() {
    return "expected provider/model with a provider of "
        + providers.names()
        + ", or an alias of "
        + aliasNames;
  }
}
