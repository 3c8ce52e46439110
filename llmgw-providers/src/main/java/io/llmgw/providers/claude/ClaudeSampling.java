package io.llmgw.providers.claude;

import io.llmgw.providers.wire.WireCall;
import org.jspecify.annotations.Nullable;

/**
 * The temperature and its kin that a model of Claude's is sent.
 *
 * @param temperature null for none
 * @param topP null for none
 * @param topK null for none
 */
public record ClaudeSampling(
    @Nullable Double temperature, @Nullable Double topP, @Nullable Integer topK) {
  private static final double USUAL = 1; // of the first two: what it is to say nothing
  private static final ClaudeSampling NONE = new ClaudeSampling(null, null, null);

  /**
   * What the model of the call is sent of these; says in the trail what was left out, or refuses
   * it.
   *
   * @param thinks whether the model is told to think
   */
  public ClaudeSampling taken(WireCall call, boolean thinks) {
    if (ClaudeGeneration.choosesItsWords(call.model())) {
      leaveOut(call, "temperature", temperature);
      leaveOut(call, "topP", topP);
      leaveOut(call, "topK", topK == null ? null : Double.NaN); // to say nothing is no number of it
      return NONE;
    }
    Double taken = takenTemperature(call, thinks);
    Integer few = topK;
    if (few != null && thinks) {
      call.dropOrRefuse("the parameter topK while the model thinks");
      few = null;
    }
    if (taken == null || topP == null || !ClaudeGeneration.takesOneSampling(call.model())) {
      return new ClaudeSampling(taken, topP, few);
    }
    if (topP == USUAL) {
      call.note("a topP of 1, the usual one, was left out beside a temperature");
    } else if (taken == USUAL) {
      call.note("a temperature of 1, the usual one, was left out beside topP");
      return new ClaudeSampling(null, topP, few);
    } else {
      call.dropOrRefuse("the parameter topP beside a temperature");
    }
    return new ClaudeSampling(taken, null, few);
  }

  private static void leaveOut(WireCall call, String name, @Nullable Double asked) {
    if (asked == null) {
      return;
    }
    if (asked == USUAL) {
      call.note("a " + name + " of 1, the usual one, was left out: the model takes none");
    } else {
      call.dropOrRefuse("the parameter " + name);
    }
  }

  private @Nullable Double takenTemperature(WireCall call, boolean thinks) {
    if (temperature != null && temperature > 1) {
      call.dropOrRefuse("a temperature above 1");
      return null;
    }
    if (temperature != null && thinks && temperature != USUAL) {
      call.dropOrRefuse("the parameter temperature while the model thinks");
      return null;
    }
    return temperature;
  }
}
