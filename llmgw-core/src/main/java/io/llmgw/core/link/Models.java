package io.llmgw.core.link;

import io.llmgw.api.Caller;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.route.Target;
import io.llmgw.core.chain.Failures;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.observe.Events;
import io.llmgw.core.provider.Providers;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
   * The keys that the caller may use there; empty when none is needed. A source that waits for
   * somebody is waited for, as long as the call may.
   *
   * @throws LlmException of the end of the call; of a retryable kind where there may be keys
   *     another time; else of kind CONFIGURATION when one is needed and there is none
   */
  List<ApiKey> keysFor(Target target, Scope scope) {
    return keys(target, scope.caller(), source -> KeyWait.keys(source, target, scope));
  }

  /**
   * The same outside a call, for which nobody waits.
   *
   * @return null where they are not known yet
   */
  @Nullable List<ApiKey> keysNow(Target target, Caller caller) {
    List<ApiKey> keys = keys(target, caller, source -> KeyWait.keysNow(source, caller));
    return keys == KeyWait.NOT_YET ? null : keys;
  }

  /**
   * The same; empty too where they are not known yet, and where something is wrong with them, which
   * whoever calls is told.
   *
   * @param scope of the call that is to use them; null for none
   * @throws LlmException of the end of the call
   */
  List<ApiKey> keysIfAny(Target target, Caller caller, @Nullable Scope scope) {
    Source now =
        scope == null
            ? source -> KeyWait.keysNow(source, caller)
            : source -> KeyWait.keysNow(source, scope);
    try {
      List<ApiKey> keys = keys(target, caller, now);
      return keys == KeyWait.NOT_YET ? List.of() : keys;
    } catch (LlmException noKey) {
      if (scope != null) {
        scope.cancellation().throwIfCancelled();
      }
      return List.of();
    }
  }

  private List<ApiKey> keys(Target target, Caller caller, Source asked) {
    Provider provider = provider(target);
    List<ApiKey> keys;
    try {
      KeySource own = target.keys();
      KeySource source = own == null ? provider.keys() : own;
      if (source == KeySource.NONE) {
        return List.of();
      }
      keys = Objects.requireNonNull(asked.of(source), "keys");
      if (keys == KeyWait.NOT_YET) {
        return keys;
      }
      keys = List.copyOf(keys); // as it is now, and no call goes out with null among them
      rotations.see(provider.name(), source, caller, keys);
    } catch (Throwable thrown) {
      Failures.throwIfFatal(thrown);
      throw failed(provider, thrown);
    }
    if (keys.isEmpty()) {
      throw noKey(provider, "its key source has none for this caller: give it one").build();
    }
    return keys;
  }

  private static LlmException failed(Provider provider, Throwable thrown) {
    if (thrown instanceof CallCancelledException ended) {
      return ended;
    }
    if (thrown instanceof LlmException typed && typed.isRetryable()) {
      return typed.provider() == null
          ? typed.toBuilder().target(provider.name(), null).build()
          : typed;
    }
    if (thrown instanceof LlmException typed && typed.kind() == ErrorKind.CONFIGURATION) {
      return noKey(provider, String.valueOf(typed.getMessage())).cause(thrown).build();
    }
    return noKey(
            provider, "its key source failed with " + thrown.getClass().getName() + ": mend it")
        .cause(thrown)
        .build();
  }

  /** How a source is asked. */
  private interface Source {
    @Nullable List<ApiKey> of(KeySource source) throws Exception;
  }

  private static LlmException.Builder noKey(Provider provider, String why) {
    return LlmException.of(
            ErrorKind.CONFIGURATION, "no key for provider '" + provider.name() + "': " + why)
        .target(provider.name(), null);
  }
}
