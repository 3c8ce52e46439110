package io.llmgw.observability.trace;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/** How the observation of an attempt is named and tagged. */
public interface AttemptTraceConvention extends ObservationConvention<AttemptTrace> {
  @Override
  default boolean supportsContext(Observation.Context context) {
    return context instanceof AttemptTrace;
  }
}
