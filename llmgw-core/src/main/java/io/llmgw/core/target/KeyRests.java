package io.llmgw.core.target;

import io.llmgw.api.provider.ApiKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keys that rest, each by itself: one whose secret has been changed is another key, and so is one
 * of the same alias that another caller has. Thread-safe; looking takes no lock.
 */
final class KeyRests {
  /** Far more keys than are refused at the same time; further ones are refused by the provider. */
  private static final int MOST_KEYS = 1_000;

  private final Map<ApiKey, CoolDown> rests = new ConcurrentHashMap<>();
  private volatile boolean touched;

  void rest(ApiKey key, Resting resting, long nowNanos) {
    touched = true;
    if (rests.size() >= MOST_KEYS) {
      rests.values().removeIf(coolDown -> coolDown.at(nowNanos) == null);
    }
    if (rests.size() < MOST_KEYS || rests.containsKey(key)) {
      rests.computeIfAbsent(key, added -> new CoolDown()).rest(resting, nowNanos);
    }
  }

  @Nullable Resting at(ApiKey key, long nowNanos) {
    CoolDown coolDown = touched ? rests.get(key) : null;
    return coolDown == null ? null : coolDown.at(nowNanos);
  }

  /** Shows those that rest. */
  void forEach(long nowNanos, BiConsumer<ApiKey, Resting> shown) {
    rests.forEach(
        (key, coolDown) -> {
          Resting resting = coolDown.at(nowNanos);
          if (resting != null) {
            shown.accept(key, resting);
          }
        });
  }

  /** Whether any key rests. */
  boolean isAny(long nowNanos) {
    return touched && rests.values().stream().anyMatch(one -> one.at(nowNanos) != null);
  }

  /** Whether any key may rest. */
  boolean isTouched() {
    return touched;
  }

  void reconfigured() {
    rests.values().forEach(CoolDown::reconfigured);
  }
}
