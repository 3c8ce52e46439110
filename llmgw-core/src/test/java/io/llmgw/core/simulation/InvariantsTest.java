package io.llmgw.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.test.Fault;
import io.llmgw.test.simulation.SimulationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails, and however it is mixed: what must hold of every call holds. */
class InvariantsTest {
  private static final int CALLS = Integer.getInteger("llmgw.simulated.calls", 20_000);
  private static final int CALLS_OF_ONE = 1_000;
  private static final long FIRST_SEED = Long.getLong("llmgw.simulated.seed", 20261125);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  @Fault({"I1", "I2", "I3", "I5", "I6", "I7", "I8", "I9", "I13", "I14", "I15", "I16", "I20"})
  void holdUnderRandomFaults(int quarter) {
    int scenarios = CALLS / CALLS_OF_ONE / 4;
    int hedged = 0;
    int rotations = 0;
    int pinned = 0;
    long shut = 0;
    for (int i = 0; i < scenarios; i++) {
      RandomScenario scenario = new RandomScenario(FIRST_SEED + (long) quarter * scenarios + i);
      Oracle oracle = new Oracle(scenario);
      try {
        oracle.judge(scenario.simulation(CALLS_OF_ONE, oracle).run());
      } catch (AssertionError | RuntimeException broken) {
        throw new AssertionError(scenario.toString(), broken);
      }
      hedged += oracle.hedged();
      rotations += oracle.rotations();
      pinned += oracle.pinned();
      shut += oracle.shut();
    }
    assertThat(rotations).as("calls go on with another key").isPositive();
    assertThat(pinned).as("calls go by a key").isPositive();
    assertThat(shut).as("breakers open").isPositive();
    assertThat(hedged).as("a part of all calls is hedged").isGreaterThan(CALLS / 4 / 100);
  }

  @Test
  @Fault("I28")
  void theSameSeedGivesTheSameResult() {
    RandomScenario scenario = new RandomScenario(FIRST_SEED);

    SimulationResult once = scenario.simulation(500, new Oracle(scenario)).run();
    SimulationResult again = scenario.simulation(500, new Oracle(scenario)).run();

    assertThat(again).isEqualTo(once);
    assertThat(again.toString()).isEqualTo(once.toString());
  }
}
