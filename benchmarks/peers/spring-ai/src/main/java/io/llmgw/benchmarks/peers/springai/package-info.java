/** The calls of the benchmark, made with Spring AI. */
@NullMarked
package io.llmgw.benchmarks.peers.springai;

import org.jspecify.annotations.NullMarked;
