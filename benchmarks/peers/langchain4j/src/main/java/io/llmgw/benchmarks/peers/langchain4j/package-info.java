/** The calls of the benchmark, made with LangChain4j. */
@NullMarked
package io.llmgw.benchmarks.peers.langchain4j;

import org.jspecify.annotations.NullMarked;
