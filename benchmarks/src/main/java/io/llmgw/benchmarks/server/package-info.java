/** The provider that they call: prebuilt bytes, from a process of its own. */
@NullMarked
package io.llmgw.benchmarks.server;

import org.jspecify.annotations.NullMarked;
