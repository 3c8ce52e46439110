package io.llmgw.test.simulation;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.error.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is drawn by chance is spread as it says, and nonsense is refused where it is written. */
class DistributionTest {
  private static final int DRAWS = 20_000;

  @Test
  void timesOfOneKindAreOneTime() {
    assertThat(drawn(Latency.fixed(ofMillis(70)))).containsOnly(ofMillis(70));
  }

  @Test
  void timesOfARangeFillIt() {
    List<Duration> times = drawn(Latency.uniform(ofMillis(100), ofMillis(300)));

    assertThat(times).allMatch(time -> !time.minus(ofMillis(100)).isNegative());
    assertThat(at(times, 0.25)).isBetween(ofMillis(146), ofMillis(154));
    assertThat(at(times, 0.99)).isBetween(ofMillis(295), ofMillis(300));
  }

  @Test
  void logNormalTimesHaveTheirMedianAndALongTail() {
    List<Duration> times = drawn(Latency.logNormal(ofMillis(400), 0.5));

    assertThat(at(times, 0.5)).isBetween(ofMillis(392), ofMillis(408));
    assertThat(at(times, 0.841)).as("one deviation").isBetween(ofMillis(640), ofMillis(680));
    assertThat(at(times, 0.977)).as("two").isBetween(ofMillis(1_040), ofMillis(1_140));
  }

  @Test
  void sizesStayInTheirRange() {
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < DRAWS; i++) {
      sizes.add(Size.uniform(3, 5).draw(Chance.of(1, i)));
      assertThat(Size.logNormal(2, 3).draw(Chance.of(2, i))).isBetween(1, 1_000_000);
    }

    for (int size = 3; size <= 5; size++) {
      assertThat(Collections.frequency(sizes, size)).isBetween(6_400, 6_930);
    }
    assertThat(sizes).allMatch(size -> size >= 3 && size <= 5);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> Latency.fixed(ofMillis(-1))).hasMessageContaining("PT-0.001S");
    assertThatThrownBy(() -> Latency.uniform(ofMillis(2), ofMillis(1)))
        .hasMessageContaining("upwards");
    assertThatThrownBy(() -> Latency.logNormal(ofMillis(1), 4)).hasMessageContaining("0 to 3");
    assertThatThrownBy(() -> Size.fixed(0)).hasMessageContaining("at least one");
    assertThatThrownBy(() -> Load.perSecond(0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> Load.perSecond(1).calls(0)).hasMessageContaining("at least 1");
    SimulatedModel model = SimulatedModel.of("a/m");
    assertThatThrownBy(() -> model.failing(1.1, ErrorKind.SERVER)).hasMessageContaining("0 to 1");
    assertThatThrownBy(() -> model.failing(0.6, ErrorKind.SERVER).hanging(0.5))
        .hasMessageContaining("sum up to 1.1");
    assertThatThrownBy(() -> model.down(ofMillis(2), ofMillis(2), ErrorKind.SERVER))
        .hasMessageContaining("is no time");
    assertThatThrownBy(() -> model.limit(0, ofMillis(1))).hasMessageContaining("at least 1");
  }

  private static List<Duration> drawn(Latency latency) {
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < DRAWS; i++) {
      times.add(latency.draw(Chance.of(7, i), 1));
    }
    Collections.sort(times);
    return times;
  }

  private static Duration at(List<Duration> sorted, double share) {
    return sorted.get((int) (share * sorted.size()));
  }
}
