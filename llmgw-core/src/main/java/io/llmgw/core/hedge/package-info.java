/**
 * A second target for a call whose first one is slow: begin at {@link io.llmgw.core.hedge.Hedges},
 * which decides whether and when; {@link io.llmgw.core.hedge.Race} runs the two sides.
 */
@NullMarked
package io.llmgw.core.hedge;

import org.jspecify.annotations.NullMarked;
