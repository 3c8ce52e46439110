package io.llmgw.api.request;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeoutsTest {
  @Test
  void areWrittenOneAfterTheOther() {
    Timeouts timeouts = Timeouts.firstToken(ofSeconds(20)).total(ofMinutes(2));

    assertThat(timeouts.firstToken()).isEqualTo(ofSeconds(20));
    assertThat(timeouts.total()).isEqualTo(ofMinutes(2));
    assertThat(timeouts.connect()).isNull();
    assertThat(timeouts.write()).isNull();
    assertThat(timeouts.idle()).isNull();
    assertThat(timeouts.attempt()).isNull();
  }

  @Test
  void eachClockCanComeFirst() {
    assertThat(Timeouts.connect(ofSeconds(1)).idle(ofSeconds(2)).attempt(ofSeconds(3)))
        .isEqualTo(Timeouts.attempt(ofSeconds(3)).connect(ofSeconds(1)).idle(ofSeconds(2)))
        .isEqualTo(Timeouts.idle(ofSeconds(2)).attempt(ofSeconds(3)).connect(ofSeconds(1)));
    assertThat(Timeouts.total(ofSeconds(1)).firstToken(ofSeconds(2)).firstToken())
        .isEqualTo(ofSeconds(2));
    assertThat(Timeouts.write(ofSeconds(1)).connect(ofSeconds(2)))
        .isEqualTo(Timeouts.connect(ofSeconds(2)).write(ofSeconds(1)));
  }

  @Test
  void takeWhatIsNotSetFromTheFallback() {
    Timeouts call = Timeouts.total(ofSeconds(5));
    Timeouts client = Timeouts.connect(ofSeconds(1)).write(ofSeconds(3)).total(ofSeconds(60));

    assertThat(call.or(client))
        .isEqualTo(Timeouts.connect(ofSeconds(1)).write(ofSeconds(3)).total(ofSeconds(5)));
    assertThat(Timeouts.none().or(client)).isEqualTo(client);
  }

  @Test
  void refuseAClockThatIsNotPositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Timeouts.idle(Duration.ZERO))
        .withMessage("idle must be positive, not PT0S");
    assertThatIllegalArgumentException().isThrownBy(() -> Timeouts.total(ofSeconds(-1)));
  }
}
