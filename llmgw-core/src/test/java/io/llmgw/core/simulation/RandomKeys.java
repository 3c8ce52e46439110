package io.llmgw.core.simulation;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.test.simulation.SimulatedModel;
import io.llmgw.test.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keys of providers, keys of some targets alone, and when each of them is refused, as chance has
 * it.
 */
final class RandomKeys {
  private static final int LAST_SECOND = 30;

  private final Random random;
  private final Map<String, List<ApiKey>> ofProviders = new TreeMap<>();
  private final Map<String, List<ApiKey>> ofTargets = new HashMap<>();
  private final List<Trouble> troubles = new ArrayList<>();

  /** Keys of these providers, or none. */
  RandomKeys(Random random, String... providers) {
    this.random = random;
    for (String provider : providers) {
      List<ApiKey> keys = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        keys.add(key(provider + "-" + i));
      }
      ofProviders.put(provider, keys);
      keys.forEach(key -> trouble(provider, key));
    }
  }

  /** At all models of a provider, a time in which a key is refused. */
  private record Trouble(
      String provider, String key, Duration from, Duration until, ErrorKind kind) {}

  private ApiKey key(String alias) {
    return ApiKey.of(alias, "sk-" + alias).weight(random.nextInt(4));
  }

  private void trouble(String provider, ApiKey key) {
    if (random.nextBoolean()) {
      Duration from = seconds();
      ErrorKind kind = random.nextBoolean() ? ErrorKind.AUTH : ErrorKind.QUOTA;
      troubles.add(new Trouble(provider, key.alias(), from, from.plus(seconds()), kind));
    }
  }

  /** At least a second. */
  private Duration seconds() {
    return Duration.ofSeconds(1 + random.nextInt(LAST_SECOND));
  }

  /** The model, with the refusals of the keys that it may be asked with. */
  SimulatedModel refusing(SimulatedModel model) {
    String target = model.toString();
    String provider = target.substring(0, target.indexOf('/'));
    List<ApiKey> own = own(target, ofProviders.getOrDefault(provider, List.of()));
    if (own != null) {
      ofTargets.put(target, own);
    }
    SimulatedModel refusing = model;
    for (Trouble trouble : troubles) {
      if (trouble.provider().equals(provider)) {
        refusing =
            refusing.refusing(trouble.key(), trouble.from(), trouble.until(), trouble.kind());
      }
    }
    for (ApiKey key : of(target)) {
      if (random.nextInt(5) == 0) {
        Duration from = seconds();
        refusing = refusing.refusing(key.alias(), from, from.plus(seconds()), ErrorKind.PERMISSION);
      }
    }
    return refusing;
  }

  /** Some of those of its provider and one of its own, now and then. */
  private @Nullable List<ApiKey> own(String target, List<ApiKey> ofProvider) {
    if (ofProvider.isEmpty() || random.nextInt(4) != 0) {
      return null;
    }
    List<ApiKey> keys = new ArrayList<>(ofProvider);
    keys.removeIf(key -> random.nextBoolean());
    keys.add(key(target.replace('/', '-')));
    return keys;
  }

  /** All that a target may be asked with; empty where it needs none. */
  List<ApiKey> of(String target) {
    List<ApiKey> own = ofTargets.get(target);
    return own != null
        ? own
        : ofProviders.getOrDefault(target.substring(0, target.indexOf('/')), List.of());
  }

  /** Those that a target has for itself; null for those of its provider. */
  @Nullable List<ApiKey> ownOf(String target) {
    return ofTargets.get(target);
  }

  /** The simulation with the keys of its providers. */
  Simulation given(Simulation simulation) {
    Simulation given = simulation;
    for (Map.Entry<String, List<ApiKey>> provider : ofProviders.entrySet()) {
      if (!provider.getValue().isEmpty()) {
        given = given.keys(provider.getKey(), Keys.of(provider.getValue().toArray(ApiKey[]::new)));
      }
    }
    return given;
  }

  @Override
  public String toString() {
    return ofProviders + ", " + ofTargets + ", " + troubles;
  }
}
