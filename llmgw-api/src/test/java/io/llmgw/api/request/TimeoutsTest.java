package io.llmgw.api.request;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.llmgw.api.request.Timeouts.LeastProgress;
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
    assertThat(timeouts.leastProgress()).isNull();
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
  void aPaceIsSetLikeAClock() {
    Timeouts pace = Timeouts.leastProgress(100, ofSeconds(20));

    assertThat(pace.leastProgress()).isEqualTo(new LeastProgress(100, ofSeconds(20)));
    assertThat(pace.leastProgress()).hasToString("100 characters in PT20S");
    assertThat(Timeouts.idle(ofSeconds(1)).leastProgress(100, ofSeconds(20)))
        .isEqualTo(Timeouts.leastProgress(100, ofSeconds(20)).idle(ofSeconds(1)))
        .isEqualTo(Timeouts.idle(ofSeconds(1)).or(pace));
    assertThat(Timeouts.leastProgress(5, ofSeconds(1)).or(pace).leastProgress().characters())
        .isEqualTo(5);
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
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Timeouts.leastProgress(0, ofSeconds(1)))
        .withMessage("characters must be at least 1, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Timeouts.leastProgress(1, Duration.ZERO))
        .withMessage("window must be positive, not PT0S");
  }
}
