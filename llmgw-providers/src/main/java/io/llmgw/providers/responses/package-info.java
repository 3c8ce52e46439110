/**
 * OpenAI's Responses, at OpenAI and whoever else speaks it. Start with {@link
 * io.llmgw.providers.responses.ResponsesFormat}.
 */
@NullMarked
package io.llmgw.providers.responses;

import org.jspecify.annotations.NullMarked;
