/** What operators look at: metrics, traces, the log of calls. */
module io.llmgw.observability {
  requires transitive io.llmgw.api;
  requires transitive micrometer.core;
  requires transitive micrometer.observation;
  requires micrometer.commons;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.llmgw.observability;
  exports io.llmgw.observability.log;
  exports io.llmgw.observability.metrics;
  exports io.llmgw.observability.trace;
}
