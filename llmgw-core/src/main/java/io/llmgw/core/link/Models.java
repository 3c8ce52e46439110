package io.llmgw.core.link;

import io.llmgw.api.Caller;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Target;
import io.llmgw.core.account.Accounting;
import io.llmgw.core.chain.Failures;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The names of a client: which target an alias or a reference stands for. Immutable. */
public final class Models {
  private final Map<String, Provider> providers = new HashMap<>();
  private final Map<String, Target> aliases = new HashMap<>();
  private final Set<String> aliasNames;
  private final @Nullable Target defaultTarget;

  /**
   * Resolves everything at once.
   *
   * @throws IllegalArgumentException when an alias or the default leads nowhere or in a circle
   */
  public Models(
      Collection<Provider> providers, Map<String, String> aliases, @Nullable String defaultModel) {
    for (Provider provider : providers) {
      this.providers.put(provider.name(), provider);
    }
    aliasNames = new TreeSet<>(aliases.keySet());
    for (String alias : aliasNames) {
      this.aliases.put(alias, follow(alias, aliases));
    }
    if (defaultModel != null) {
      check("default model", defaultModel);
    }
    defaultTarget = defaultModel == null ? null : find(defaultModel);
  }

  private Target follow(String alias, Map<String, String> aliases) {
    Set<String> path = new LinkedHashSet<>();
    String name = alias;
    while (aliases.containsKey(name)) {
      if (!path.add(name)) {
        throw new IllegalArgumentException("alias '" + alias + "' goes in a circle: " + path);
      }
      name = aliases.get(name);
    }
    ModelRef ref = ModelRef.tryParse(name);
    if (ref == null || !providers.containsKey(ref.provider())) {
      throw new IllegalArgumentException(
          "alias '" + alias + "' leads to '" + name + "': " + expected());
    }
    return new Target(ref);
  }

  /**
   * The target of a request.
   *
   * @param model as the request names it; null for the default
   * @throws LlmException of kind CONFIGURATION when there is none
   */
  public Target resolve(@Nullable String model) {
    Target target = model == null ? defaultTarget : find(model);
    if (target == null) {
      throw LlmException.of(
              ErrorKind.CONFIGURATION,
              model == null
                  ? "the request names no model and the client has no default: set one of them"
                  : "unknown model '" + model + "': " + expected())
          .build();
    }
    return target;
  }

  private @Nullable Target find(String model) {
    Target target = aliases.get(model);
    if (target != null) {
      return target;
    }
    ModelRef ref = ModelRef.tryParse(model);
    return ref != null && providers.containsKey(ref.provider()) ? new Target(ref) : null;
  }

  /** The provider of a target that this object resolved. */
  Provider provider(Target target) {
    Provider provider = providers.get(target.provider());
    if (provider == null) {
      throw new IllegalStateException("no provider '" + target.provider() + "'");
    }
    return provider;
  }

  /**
   * What the target of a request can do, as far as it is known.
   *
   * @param model as the request names it; null for the default
   * @throws LlmException of kind CONFIGURATION when there is none
   */
  public Capabilities capabilities(@Nullable String model, Accounting accounting) {
    Target target = resolve(model);
    return Requirements.known(accounting.facts(target.ref()), provider(target).capabilities());
  }

  /** How much one embedding request may hold at the target of this model. */
  public EmbeddingLimits embeddingLimits(@Nullable String model) {
    return provider(resolve(model)).embeddingLimits();
  }

  /** Alias of the key that this caller would use there; null when none is needed. */
  public @Nullable String keyAlias(Target target, Caller caller) {
    ApiKey key = keyFor(target, caller);
    return key == null ? null : key.alias();
  }

  /**
   * The key that this caller uses there; null when none is needed.
   *
   * @throws LlmException of kind CONFIGURATION when one is needed and there is none
   */
  @Nullable ApiKey keyFor(Target target, Caller caller) {
    Provider provider = provider(target);
    List<ApiKey> keys;
    try {
      KeySource source = provider.keys();
      if (source == KeySource.NONE) {
        return null;
      }
      keys = Objects.requireNonNull(source.keysFor(caller), "keys");
    } catch (Throwable thrown) {
      Failures.throwIfFatal(thrown);
      throw noKey(
              provider, "its key source failed with " + thrown.getClass().getName() + ": mend it")
          .cause(thrown)
          .build();
    }
    if (keys.isEmpty()) {
      throw noKey(provider, "its key source has none for this caller: give it one").build();
    }
    return keys.get(0);
  }

  /**
   * Checks a name of the configuration.
   *
   * @throws IllegalArgumentException when it leads nowhere
   */
  void check(String what, String model) {
    if (find(model) == null) {
      throw new IllegalArgumentException(what + " '" + model + "': " + expected());
    }
  }

  private static LlmException.Builder noKey(Provider provider, String why) {
    return LlmException.of(
            ErrorKind.CONFIGURATION, "no key for provider '" + provider.name() + "': " + why)
        .target(provider.name(), null);
  }

  private String expected() {
    return "expected provider/model with a provider of "
        + new TreeSet<>(providers.keySet())
        + ", or an alias of "
        + aliasNames;
  }
}
