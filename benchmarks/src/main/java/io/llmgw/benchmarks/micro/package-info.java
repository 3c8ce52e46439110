/** Parts of a call in one process, by JMH: the chain, the wire format, the stream reader. */
@NullMarked
package io.llmgw.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
