/** The clients that are compared, each doing the same call and the same stream. */
@NullMarked
package io.llmgw.benchmarks.client;

import org.jspecify.annotations.NullMarked;
