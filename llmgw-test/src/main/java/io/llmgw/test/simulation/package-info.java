/**
 * Whole days of calls in seconds: a client with its own routes and retries meets simulated models
 * in virtual time. Begin at {@link io.llmgw.test.simulation.Simulation}.
 */
@NullMarked
package io.llmgw.test.simulation;

import org.jspecify.annotations.NullMarked;
