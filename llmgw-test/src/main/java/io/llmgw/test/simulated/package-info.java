/**
 * Providers as servers on loopback: {@link io.llmgw.test.simulated.SimulatedProvider} speaks a
 * provider's wire format over HTTP and answers by {@link io.llmgw.test.simulated.Reply}. A reply is
 * what is said and how it is served; the wire format turns it into an answer in bytes, and the
 * serving sends those, with what goes wrong on the way. Start reading at the provider.
 */
@NullMarked
package io.llmgw.test.simulated;

import org.jspecify.annotations.NullMarked;
