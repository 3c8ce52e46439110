package io.llmgw.observability.metrics;

/** How a metric is kept. */
public enum Shape {
  /** A count that only grows. */
  COUNTER,
  /** A value of now. */
  GAUGE,
  /** Times, with a histogram: OpenTelemetry's 14 buckets, from 10 ms doubling to 81.92 s. */
  TIMER,
  /** Short times, with a histogram: 19 buckets from 5 us, doubling to 1.31 s. */
  SHORT_TIMER,
  /** Tokens, with a histogram: OpenTelemetry's 14 buckets, from 1 by fours to 67108864. */
  TOKENS
}
