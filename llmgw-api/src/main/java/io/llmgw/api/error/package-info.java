/**
 * What can go wrong with a call. {@link io.llmgw.api.error.LlmException} is the only exception type
 * that leaves the gateway; {@link io.llmgw.api.error.ErrorKind} says what happened, and a few
 * subclasses exist where callers react differently. Start with {@code LlmException}.
 */
@NullMarked
package io.llmgw.api.error;

import org.jspecify.annotations.NullMarked;
