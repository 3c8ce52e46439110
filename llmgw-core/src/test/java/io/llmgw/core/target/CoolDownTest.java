package io.llmgw.core.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.reaction.Reaction;
import io.llmgw.test.Fault;
import io.llmgw.test.Races;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long something rests for which there are several reasons. */
class CoolDownTest {
  private final CoolDown coolDown = new CoolDown();

  private static Resting resting(Duration howLong, long now) {
    return Resting.of(now, howLong, true, ErrorKind.RATE_LIMIT, "429");
  }

  private Duration leftAt(long now) {
    Resting resting = coolDown.at(now);
    return resting == null ? Duration.ZERO : resting.left(now);
  }

  @Test
  @Fault({"F107", "I16"})
  void theEndOnlyMovesToLaterUntilItIsReached() {
    coolDown.rest(resting(Duration.ofSeconds(20), 0), 0);
    coolDown.rest(resting(Duration.ofSeconds(2), 0), 0);
    assertThat(leftAt(0)).isEqualTo(Duration.ofSeconds(20));

    coolDown.rest(resting(Duration.ofSeconds(60), 0), 0);
    assertThat(leftAt(0)).isEqualTo(Duration.ofSeconds(60));

    long over = Duration.ofSeconds(60).toNanos();
    assertThat(coolDown.at(over)).isNull();
    coolDown.rest(resting(Duration.ofSeconds(2), over), over);
    assertThat(leftAt(over)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  @Fault({"F107", "I16"})
  void alsoWhenManySaySoAtOnce() {
    Races.repeat(
        repeat -> {
          CoolDown raced = new CoolDown();
          Races.Action[] reasons = new Races.Action[8];
          for (int i = 0; i < reasons.length; i++) {
            Duration howLong = Duration.ofSeconds(1 + (i * 5) % reasons.length);
            reasons[i] = () -> raced.rest(resting(howLong, 0), 0);
          }

          Races.together(reasons);

          assertThat(raced.at(0).left(0)).isEqualTo(Duration.ofSeconds(reasons.length));
        });
  }

  @Test
  @Fault("I15")
  void whatTheProviderHasSaidIsNotSoftenedByWhatIsOnlyLikely() {
    coolDown.rest(resting(Duration.ofSeconds(20), 0), 0);
    coolDown.rest(Resting.of(0, Duration.ofMinutes(5), false, ErrorKind.AUTH, "401"), 0);

    assertThat(coolDown.at(0).strict()).isTrue();
    assertThat(coolDown.at(Duration.ofSeconds(20).toNanos()).strict()).isFalse();
  }

  @Test
  @Fault("F041")
  void nothingRestsForMoreThanAnHourUnlessItIsForGood() {
    coolDown.rest(resting(Duration.ofDays(1), 0), 0);
    assertThat(leftAt(0)).isEqualTo(Duration.ofHours(1));

    coolDown.rest(resting(Reaction.FOR_GOOD, 0), 0);
    coolDown.rest(resting(Duration.ofHours(1), 0), 0);

    assertThat(leftAt(Duration.ofDays(365).toNanos())).isEqualTo(Reaction.FOR_GOOD);
    coolDown.reconfigured();
    assertThat(coolDown.at(0)).isNull();
  }
}
