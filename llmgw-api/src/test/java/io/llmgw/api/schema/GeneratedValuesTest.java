package io.llmgw.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedValuesTest {
  private static final int ROUNDS = 150;

  enum Colour {
    RED,
    @Name("dark green")
    GREEN
  }

  sealed interface Node {}

  record Leaf(Times times) implements Node {}

  record Fork(Node left, @Nullable Node right) implements Node {}

  record Times(
      LocalDate date,
      LocalTime time,
      LocalDateTime local,
      OffsetDateTime offset,
      Instant instant,
      Duration duration) {}

  record Numbers(
      byte tiny,
      short small,
      int medium,
      long large,
      float single,
      double real,
      BigInteger whole,
      BigDecimal exact,
      Integer boxed) {}

  record Everything(
      String text,
      char letter,
      boolean flag,
      Numbers numbers,
      UUID id,
      URI address,
      Colour colour,
      Optional<String> maybe,
      @Nullable Colour perhaps,
      List<@Nullable Integer> gaps,
      Set<String> words,
      Map<String, Numbers> byName,
      Node tree,
      Optional<Everything> inner) {}

  private static final JsonType<Everything> TYPE = JsonType.of(Everything.class);
  private static final JsonSchema SCHEMA = JsonSchema.of(TYPE.schema());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsWrittenIsBoundToAnEqualValue(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      Everything value = everything(random, 2);

      Json json = Json.ofText(TYPE.write(value).text());

      assertThat(TYPE.bind(json)).as("seed %d round %d", seed, i).isEqualTo(value);
      assertThat(SCHEMA.check(json)).as("seed %d round %d", seed, i).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void theValidatorOfTheSchemaAgreesWithTheBinder(long seed) {
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < ROUNDS; i++) {
      Object json = TYPE.write(everything(random, 1)).value();
      Json mutated = Json.ofValue(new Mutation(random).of(json));

      List<Violation> bySchema = SCHEMA.check(mutated);
      List<Violation> byBinder = new ArrayList<>(TYPE.check(mutated));
      // Ranges and formats are not in the schema, or not checked by it.
      byBinder.removeIf(it -> it.rule().equals("java") || it.rule().equals("format"));

      assertThat(bySchema.isEmpty())
          .as("seed %d round %d: %s, %s", seed, i, bySchema, byBinder)
          .isEqualTo(byBinder.isEmpty());
      refused += bySchema.isEmpty() ? 0 : 1;
    }
    assertThat(refused).isBetween(ROUNDS / 10, ROUNDS - ROUNDS / 10);
  }

  private static Everything everything(Random random, int depth) {
    return new Everything(
        text(random),
        (char) ('a' + random.nextInt(26)),
        random.nextBoolean(),
        numbers(random),
        new UUID(random.nextLong(), random.nextLong()),
        URI.create("https://example.com/" + random.nextInt(100)),
        Colour.values()[random.nextInt(2)],
        random.nextBoolean() ? Optional.of(text(random)) : Optional.empty(),
        random.nextBoolean() ? Colour.RED : null,
        list(random, () -> random.nextBoolean() ? random.nextInt() : null),
        Set.copyOf(list(random, () -> text(random))),
        Map.of(text(random), numbers(random)),
        node(random, 3),
        depth > 0 && random.nextBoolean()
            ? Optional.of(everything(random, depth - 1))
            : Optional.empty());
  }

  private static Node node(Random random, int depth) {
    if (depth == 0 || random.nextBoolean()) {
      return new Leaf(times(random));
    }
    return new Fork(node(random, depth - 1), random.nextBoolean() ? node(random, 0) : null);
  }

  private static Times times(Random random) {
    LocalDateTime moment =
        LocalDateTime.ofEpochSecond(
            random.nextInt(), random.nextInt(2) * 1_000_000, ZoneOffset.UTC);
    OffsetDateTime offset = moment.atOffset(ZoneOffset.ofHours(random.nextInt(20) - 10));
    return new Times(
        moment.toLocalDate(),
        moment.toLocalTime(),
        moment,
        offset,
        offset.toInstant(),
        Duration.ofMillis(random.nextInt()));
  }

  private static Numbers numbers(Random random) {
    return new Numbers(
        (byte) random.nextInt(),
        (short) random.nextInt(),
        random.nextInt(),
        random.nextLong(),
        random.nextFloat(),
        random.nextGaussian() * Math.pow(10, random.nextInt(100) - 50),
        new BigInteger(random.nextInt(200), random),
        new BigDecimal(new BigInteger(60, random), random.nextInt(40) - 20).stripTrailingZeros(),
        random.nextInt());
  }

  private static String text(Random random) {
    String letters = "ab/~\"\\\n\u00e4\ud83d\ude00 ";
    int from = random.nextInt(8);
    return letters.substring(from, from + random.nextInt(letters.length() - from));
  }

  private static <E> List<E> list(Random random, Supplier<E> element) {
    List<E> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(element.get());
    }
    return list;
  }

  /** Changes a decoded value in about one place. */
  private static final class Mutation {
    private static final Object[] LEAVES = {
      1L, 1.5d, true, "a", List.of(), Map.of(), "RED", 1e300d, 77.0d
    };

    private final Random random;

    Mutation(Random random) {
      this.random = random;
    }

    @Nullable Object of(@Nullable Object value) {
      if (value instanceof Map<?, ?> members && !members.isEmpty() && random.nextInt(12) > 0) {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>(members);
        Object key = new ArrayList<>(copy.keySet()).get(random.nextInt(copy.size()));
        if (random.nextInt(12) == 0) {
          copy.put("Ada", 1);
        } else {
          copy.put(key, of(copy.get(key)));
        }
        return copy;
      }
      if (value instanceof List<?> elements && !elements.isEmpty() && random.nextInt(12) > 0) {
        List<@Nullable Object> copy = new ArrayList<>(elements);
        int at = random.nextInt(copy.size());
        copy.set(at, of(copy.get(at)));
        return copy;
      }
      return random.nextInt(4) == 0 ? null : LEAVES[random.nextInt(LEAVES.length)];
    }
  }
}
