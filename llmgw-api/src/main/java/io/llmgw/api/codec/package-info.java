/**
 * Conversations, requests and answers as JSON that can be stored and read again. Start with {@link
 * io.llmgw.api.codec.LlmJson}; behind it there is one small file for each shape.
 */
@NullMarked
package io.llmgw.api.codec;

import org.jspecify.annotations.NullMarked;
