package io.llmgw.benchmarks.whole;

/**
 * What one call cost on the average of a round.
 *
 * @param callerMicros CPU time of the calling thread, in microseconds
 * @param allMicros CPU time of all Java threads, in microseconds: the garbage collector and the
 *     compiler are no Java threads
 * @param callerBytes what the calling thread allocated
 * @param allBytes what all Java threads allocated
 */
public record Sample(double callerMicros, double allMicros, double callerBytes, double allBytes) {}
