/** How fast redaction reads: clean text, dense text, and text that is made to be slow. */
@NullMarked
package io.llmgw.benchmarks.redact;

import org.jspecify.annotations.NullMarked;
