/**
 * Many threads that run one at a time, in virtual time: begin at {@link
 * io.llmgw.test.simulation.step.LockStep}.
 */
@NullMarked
package io.llmgw.test.simulation.step;

import org.jspecify.annotations.NullMarked;
