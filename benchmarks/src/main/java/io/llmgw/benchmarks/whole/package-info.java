/** Whole calls and streams over loopback: llmgw against a client written by hand. */
@NullMarked
package io.llmgw.benchmarks.whole;

import org.jspecify.annotations.NullMarked;
