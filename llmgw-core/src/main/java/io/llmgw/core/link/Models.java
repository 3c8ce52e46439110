package io.llmgw.core.link;

import io.llmgw.api.Caller;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.route.Target;
import io.llmgw.core.chain.Failures;
import io.llmgw.core.observe.Events;
import io.llmgw.core.provider.Providers;
import java.util.List;
import java.util.Objects;

/** The keys of a client: which a caller may use at a target. Thread-safe. */
public final class Models {
  private final Providers providers;
  private final KeyRotations rotations;

  /** The keys of these providers; listeners are told when they change. */
  public Models(Providers providers, Events events) {
    this.providers = providers;
    this.rotations = new KeyRotations(events);
  }

  /** The provider of a target that was found to have one. */
  Provider provider(Target target) {
    return providers.of(target);
  }

  /** How much one embedding request may hold there. */
  public EmbeddingLimits embeddingLimits(Target target) {
    return provider(target).embeddingLimits(target.model());
  }

  /**
   * The keys that this caller may use there; empty when none is needed.
   *
   * @throws LlmException of kind CONFIGURATION when one is needed and there is none
   */
  List<ApiKey> keysFor(Target target, Caller caller) {
    Provider provider = provider(target);
    List<ApiKey> keys;
    try {
      KeySource own = target.keys();
      KeySource source = own == null ? provider.keys() : own;
      if (source == KeySource.NONE) {
        return List.of();
      }
      keys = Objects.requireNonNull(source.keysFor(caller), "keys");
      rotations.see(provider.name(), source, caller, keys);
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
    return keys;
  }

  /** The same; empty where there is something wrong with them, which whoever calls is told. */
  List<ApiKey> keysIfAny(Target target, Caller caller) {
    try {
      return keysFor(target, caller);
    } catch (LlmException noKey) {
      return List.of();
    }
  }

  private static LlmException.Builder noKey(Provider provider, String why) {
    return LlmException.of(
            ErrorKind.CONFIGURATION, "no key for provider '" + provider.name() + "': " + why)
        .target(provider.name(), null);
  }
}
