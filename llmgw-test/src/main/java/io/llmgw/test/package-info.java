/**
 * The test kit: {@link io.llmgw.test.VirtualTime} holds the clock, {@link io.llmgw.test.Door} makes
 * a call by each entry point, {@link io.llmgw.test.Leaks} finds what a test left behind. Providers
 * to test against are in {@code io.llmgw.test.scripted} (in this process) and {@code
 * io.llmgw.test.simulated} (over HTTP).
 */
@NullMarked
package io.llmgw.test;

import org.jspecify.annotations.NullMarked;
