package io.llmgw.api.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.llmgw.api.Caller;
import io.llmgw.api.catalog.Modality;
import io.llmgw.api.chain.AttributeKey;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.Operation;
import io.llmgw.api.request.RequestOption;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions hold, join, print and compare as they read. */
class ConditionTest {
  private static final AttributeKey<String> SHARD = AttributeKey.of("shard", String.class);
  private static final Caller CALLER =
      Caller.tenant("acme").application("shop").role("editor").tag("team", "claims");

  private final RouteFacts facts = new Facts(Instant.parse("2026-03-29T22:30:00Z"));

  @Test
  void holdsForWhatItAsksFor() {
    assertThat(Condition.task("summary").holds(facts)).isTrue();
    assertThat(Condition.task("code").holds(facts)).isFalse();
    assertThat(Condition.tenant("acme").holds(facts)).isTrue();
    assertThat(Condition.tenant("other").holds(facts)).isFalse();
    assertThat(Condition.application("shop").holds(facts)).isTrue();
    assertThat(Condition.role("editor").holds(facts)).isTrue();
    assertThat(Condition.role("admin").holds(facts)).isFalse();
    assertThat(Condition.tag("team", "claims").holds(facts)).isTrue();
    assertThat(Condition.tag("team", "sales").holds(facts)).isFalse();
    assertThat(Condition.needs(Capability.TOOLS).holds(facts)).isTrue();
    assertThat(Condition.needs(Capability.AUDIO).holds(facts)).isFalse();
    assertThat(Condition.has(Modality.IMAGE).holds(facts)).isTrue();
    assertThat(Condition.operation(Operation.CHAT).holds(facts)).isTrue();
    assertThat(Condition.operation(Operation.EMBEDDINGS).holds(facts)).isFalse();
    assertThat(Condition.longerThan(99).holds(facts)).isTrue();
    assertThat(Condition.longerThan(100).holds(facts)).isFalse();
    assertThat(Condition.attribute(SHARD, "north").holds(facts)).isTrue();
    assertThat(Condition.attribute(SHARD, "south").holds(facts)).isFalse();
    assertThat(Condition.of("mine", any -> true).holds(facts)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // 22:30 UTC is half past midnight in Berlin, where summer time has begun that day.
    "22:00, 23:00, UTC, true",
    "22:31, 23:00, UTC, false",
    "22:00, 22:30, UTC, false",
    "22:00, 06:00, Europe/Berlin, true",
    "00:00, 00:31, Europe/Berlin, true",
    "23:00, 00:30, Europe/Berlin, false",
    "20:00, 22:31, UTC, true",
    "23:00, 22:31, UTC, true"
  })
  void knowsTheHoursOfAPlace(LocalTime from, LocalTime to, ZoneId zone, boolean holds) {
    assertThat(Condition.hours(from, to, zone).holds(facts)).isEqualTo(holds);
  }

  @Test
  void joinsAndPrintsWithoutDoubt() {
    Condition a = Condition.task("summary");
    Condition b = Condition.tenant("other");
    Condition c = Condition.longerThan(5);

    assertThat(a.and(b.or(c))).hasToString("task(summary) and (tenant(other) or longerThan(5))");
    assertThat(a.and(b.or(c)).holds(facts)).isTrue();
    assertThat(a.and(b).or(c)).hasToString("(task(summary) and tenant(other)) or longerThan(5)");
    assertThat(a.and(b).not()).hasToString("not (task(summary) and tenant(other))");
    assertThat(a.and(b).not().holds(facts)).isTrue();
    assertThat(a.not().and(b)).hasToString("not task(summary) and tenant(other)");
  }

  @Test
  void isEqualToWhatAsksTheSameForCertain() {
    Predicate<RouteFacts> mine = any -> true;

    assertThat(Condition.task("x").or(Condition.tenant("y").not()))
        .isEqualTo(Condition.task("x").or(Condition.tenant("y").not()))
        .isNotEqualTo(Condition.task("x").or(Condition.tenant("y")));
    assertThat(Condition.of("mine", mine)).isEqualTo(Condition.of("mine", mine));
    assertThat(Condition.of("mine", mine)).isNotEqualTo(Condition.of("mine", any -> false));
    assertThat(Condition.of("mine", any -> true).not())
        .isNotEqualTo(Condition.of("mine", any -> false).not());
    assertThat(Condition.attribute(SHARD, "north"))
        .isNotEqualTo(Condition.attribute(SHARD, "south"));
  }

  @Test
  void refusesQuestionsThatMakeNoSense() {
    LocalTime noon = LocalTime.NOON;

    assertThatIllegalArgumentException().isThrownBy(() -> Condition.task(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> Condition.of("", any -> true));
    assertThatIllegalArgumentException().isThrownBy(() -> Condition.tag("team", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> Task.of(" "));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Condition.longerThan(-1))
        .withMessage("tokens must be 0 or more, not -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Condition.hours(noon, noon, ZoneOffset.UTC))
        .withMessage("hours from 12:00 to 12:00 are none at all");
  }

  private record Facts(Instant now) implements RouteFacts {
    @Override
    public Caller caller() {
      return CALLER;
    }

    @Override
    public Purpose purpose() {
      return Purpose.APPLICATION;
    }

    @Override
    public Operation operation() {
      return Operation.CHAT;
    }

    @Override
    public Delivery delivery() {
      return Delivery.WHOLE;
    }

    @Override
    public String model() {
      return "auto";
    }

    @Override
    public String task() {
      return "summary";
    }

    @Override
    public Set<Capability> needs() {
      return Set.of(Capability.TOOLS);
    }

    @Override
    public Set<Modality> modalities() {
      return Set.of(Modality.TEXT, Modality.IMAGE);
    }

    @Override
    public long estimatedInputTokens() {
      return 100;
    }

    @Override
    public int maxOutputTokens() {
      return 0;
    }

    @Override
    public String serviceTier() {
      return "standard";
    }

    @Override
    public <O extends RequestOption> O option(Class<O> key) {
      return null;
    }

    @Override
    public <T> T attribute(AttributeKey<T> key) {
      return key == SHARD ? key.type().cast("north") : null;
    }
  }
}
