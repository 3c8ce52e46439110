/** The threads of a client: whose they are, how many, and how they end. */
@NullMarked
package io.llmgw.core.thread;

import org.jspecify.annotations.NullMarked;
