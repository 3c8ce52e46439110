package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What it costs to show what would be masked. */
class PreviewCostTest {
  private static final int ROUNDS = 3;

  @Test
  void twiceTheTextIsTwiceTheWork() {
    Redaction redaction = Redaction.of(EntitySets.ALL).budget(Duration.ofHours(1));
    String one = "card num\u200bber 4111 1111 1111 1111 of ada. "; // it is copied to be read
    allocated(redaction, one.repeat(100));

    long once = allocated(redaction, one.repeat(100));
    long twice = allocated(redaction, one.repeat(200));
    long fourTimes = allocated(redaction, one.repeat(400));

    // Of what is allocated, as a count: to read a text again for each find takes four times as
    // much for twice the text.
    assertThat(fourTimes - twice).isLessThan(5 * (twice - once) / 2);
  }

  @Test
  void itHasTheBudgetOfACall() {
    Redaction redaction = Redaction.of(EntitySets.ALL).budget(Duration.ofNanos(1));

    assertThatThrownBy(() -> redaction.preview("card 4111 1111 1111 1111"))
        .isInstanceOf(LlmException.class)
        .hasMessageContaining("takes longer than its budget");
  }

  private static long allocated(Redaction redaction, String text) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      assertThat(redaction.preview(text).findings()).isNotEmpty();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
