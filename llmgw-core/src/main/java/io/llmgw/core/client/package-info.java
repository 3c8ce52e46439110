/**
 * The client: {@link io.llmgw.core.client.Gateway} opens every call in one place, and the four
 * doors (blocking, asynchronous, streamed, published) are what is left around it. {@link
 * io.llmgw.core.client.CallStream} is the outermost stream of a call, the only one that several
 * threads may touch; a run has one around those of its calls, see {@link
 * io.llmgw.core.run.RunStream}.
 */
@NullMarked
package io.llmgw.core.client;

import org.jspecify.annotations.NullMarked;
