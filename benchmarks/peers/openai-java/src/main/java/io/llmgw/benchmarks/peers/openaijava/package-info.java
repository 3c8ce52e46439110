/** The calls of the benchmark, made with openai-java. */
@NullMarked
package io.llmgw.benchmarks.peers.openaijava;

import org.jspecify.annotations.NullMarked;
