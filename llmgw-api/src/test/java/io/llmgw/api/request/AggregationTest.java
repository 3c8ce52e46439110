package io.llmgw.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.llmgw.api.request.Aggregation.Among;
import io.llmgw.api.usage.AttemptShare;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** With whom an embedding goes, as a value. */
class AggregationTest {
  @Test
  void saysWhatItIs() {
    Aggregation five = Aggregation.within(Duration.ofMillis(5), 64);

    assertThat(five.isOn()).isTrue();
    assertThat(five.among()).isEqualTo(Among.TENANT);
    assertThat(five).hasToString("up to 64 texts within 5 ms, among TENANT");
    assertThat(five.among(Among.CALLER).texts()).isEqualTo(64);
    assertThat(Aggregation.OFF.isOn()).isFalse();
    assertThat(Aggregation.OFF).hasToString("no aggregation");
    assertThat(Aggregation.ALONE).hasToString("alone");
  }

  @Test
  void whatCannotBeIsRefusedAtOnce() {
    Duration window = Duration.ofMillis(5);

    assertThatIllegalArgumentException().isThrownBy(() -> Aggregation.within(window, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Aggregation.within(window, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Aggregation.within(window, 10_001));
    assertThatIllegalArgumentException().isThrownBy(() -> Aggregation.within(Duration.ZERO, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> Aggregation.within(window.negated(), 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Aggregation.within(Duration.ofMinutes(1).plusNanos(1), 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new AttemptShare("call-1", 0));
  }
}
