package io.llmgw.api.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.llmgw.api.error.ErrorKind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttemptRecordTest {
  @Test
  void aFailedAttemptNamesItsError() {
    assertThat(attempt(1, AttemptState.FAILED, ErrorKind.OVERLOADED, Duration.ZERO).error())
        .isEqualTo(ErrorKind.OVERLOADED);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> attempt(1, AttemptState.FAILED, null, Duration.ZERO));
  }

  @Test
  void anAttemptThatDidNotEndBadlyHasNoError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> attempt(1, AttemptState.SUCCEEDED, ErrorKind.OVERLOADED, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> attempt(1, AttemptState.RUNNING, ErrorKind.OVERLOADED, Duration.ZERO));
  }

  @Test
  void refusesImpossibleNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> attempt(0, AttemptState.SUCCEEDED, null, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> attempt(1, AttemptState.SUCCEEDED, null, Duration.ofMillis(-1)));
  }

  private static AttemptRecord attempt(
      int number, AttemptState state, @Nullable ErrorKind error, Duration latency) {
    return new AttemptRecord(
        number,
        "openai/gpt-5",
        "main",
        state,
        error,
        false,
        false,
        latency,
        null,
        Usage.UNKNOWN,
        Cost.UNKNOWN,
        null,
        List.of());
  }
}
