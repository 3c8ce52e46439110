package io.llmgw.providers.claude;

import io.llmgw.providers.wire.WireCall;
import org.jspecify.annotations.Nullable;

/**
 * The temperature and the {@code top_p} that a model of Claude's is sent.
 *
 * @param temperature null for none
 * @param topP null for none
 */
public record ClaudeSampling(@Nullable Double temperature, @Nullable Double topP) {
  private static final double USUAL = 1; // of both: what it is to say nothing

  /**
   * What the model of the call is sent of what is asked for; says in the trail what was left out,
   * or refuses it.
   *
   * @param askedTemperature null for none
   * @param topP null for none
   * @param thinks whether the model is told to think
   */
  public static ClaudeSampling of(
      WireCall call, @Nullable Double askedTemperature, @Nullable Double topP, boolean thinks) {
    Double temperature = temperature(call, askedTemperature, thinks);
    if (temperature == null || topP == null || !ClaudeGeneration.takesOneSampling(call.model())) {
      return new ClaudeSampling(temperature, topP);
    }
    if (topP == USUAL) {
      call.note("a topP of 1, the usual one, was left out beside a temperature");
    } else if (temperature == USUAL) {
      call.note("a temperature of 1, the usual one, was left out beside topP");
      return new ClaudeSampling(null, topP);
    } else {
      call.dropOrRefuse("the parameter topP beside a temperature");
    }
    return new ClaudeSampling(temperature, null);
  }

  private static @Nullable Double temperature(
      WireCall call, @Nullable Double asked, boolean thinks) {
    if (asked != null && asked > 1) {
      call.dropOrRefuse("a temperature above 1");
      return null;
    }
    if (asked != null && thinks && asked != USUAL) {
      call.dropOrRefuse("the parameter temperature while the model thinks");
      return null;
    }
    return asked;
  }
}
