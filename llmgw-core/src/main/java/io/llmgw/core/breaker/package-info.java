/** The circuit breaker of one target; begin at {@link io.llmgw.core.breaker.TargetBreaker}. */
@NullMarked
package io.llmgw.core.breaker;

import org.jspecify.annotations.NullMarked;
