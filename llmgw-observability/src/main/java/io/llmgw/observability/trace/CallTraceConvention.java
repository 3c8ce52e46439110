package io.llmgw.observability.trace;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/** How the observation of a call is named and tagged. */
public interface CallTraceConvention extends ObservationConvention<CallTrace> {
  @Override
  default boolean supportsContext(Observation.Context context) {
    return context instanceof CallTrace;
  }
}
