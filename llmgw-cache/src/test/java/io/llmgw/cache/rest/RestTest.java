package io.llmgw.cache.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.test.Fault;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.VirtualTime;
import org.junit.jupiter.api.Test;

/** What has failed some times in a row, by a clock that may fail itself. */
class RestTest {
  private static final int IN_A_ROW = 5;

  private final VirtualTime virtual = VirtualTime.create();
  private final Unsteady time = new Unsteady(virtual);
  private final Rest rest = new Rest(time);

  @Test
  void lastsForItsTime() {
    for (int i = 1; i < IN_A_ROW; i++) {
      assertThat(rest.failed()).isFalse();
    }
    assertThat(rest.isOn()).isFalse();

    assertThat(rest.failed()).isTrue();

    assertThat(rest.isOn()).isTrue();
    virtual.advance(Rest.REST);
    assertThat(rest.isOn()).isFalse();
  }

  @Test
  @Fault("F092")
  void isOnForAsLongAsTheClockFails() {
    time.fails = true;

    assertThat(rest.isOn()).isTrue();
    time.fails = false;
    assertThat(rest.isOn()).isFalse();
  }

  @Test
  @Fault("F092")
  void beginsWithTheNextFailureWhereTheClockFails() {
    time.fails = true;
    for (int i = 0; i < IN_A_ROW; i++) {
      assertThat(rest.failed()).isFalse();
    }
    time.fails = false;
    assertThat(rest.isOn()).isFalse();

    assertThat(rest.failed()).isTrue();

    assertThat(rest.isOn()).isTrue();
  }

  private static final class Unsteady extends ForwardingTime {
    private boolean fails;

    Unsteady(VirtualTime real) {
      super(real);
    }

    @Override
    public long nanos() {
      if (fails) {
        throw new AssertionError("a bug of the host");
      }
      return super.nanos();
    }
  }
}
