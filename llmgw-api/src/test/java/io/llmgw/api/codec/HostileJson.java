package io.llmgw.api.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Stored JSON that somebody has changed. */
final class HostileJson {
  /** What a place may hold instead of what it held: odd, extreme, or of another type. */
  private static final Object[] LEAVES = {
    0L,
    1L,
    -1L,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    1e300,
    new BigDecimal("1e9999"),
    new BigDecimal("1e-9999"),
    new BigInteger("9".repeat(100)),
    true,
    "",
    "canary",
    "canary:/\u0000\ud83d",
    "PT9223372036854775807.999999999S",
    "PT-9223372036854775808S",
    "2026-01-01",
    List.of(),
    Map.of()
  };

  private HostileJson() {}

  /** Whether it is refused, in words that show nothing of it. */
  static boolean isRefused(Runnable reading) {
    try {
      reading.run();
      return false;
    } catch (LlmJsonException e) {
      assertThat(e.getMessage()).doesNotContain("canary");
      return true;
    }
  }

  static Json mutated(Json json, Random random) {
    return Json.ofValue(mutated(json.value(), random));
  }

  private static @Nullable Object mutated(@Nullable Object value, Random random) {
    if (value instanceof Map<?, ?> members && !members.isEmpty() && random.nextInt(10) > 0) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>(members);
      Object key = new ArrayList<>(copy.keySet()).get(random.nextInt(copy.size()));
      switch (random.nextInt(8)) {
        case 0 -> copy.remove(key);
        case 1 -> copy.put("canary", copy.get(key));
        default -> copy.put(key, mutated(copy.get(key), random));
      }
      return copy;
    }
    if (value instanceof List<?> elements && !elements.isEmpty() && random.nextInt(10) > 0) {
      List<@Nullable Object> copy = new ArrayList<>(elements);
      int at = random.nextInt(copy.size());
      copy.set(at, mutated(copy.get(at), random));
      return copy;
    }
    return random.nextInt(6) == 0 ? null : LEAVES[random.nextInt(LEAVES.length)];
  }
}
