/**
 * How a request is written in OpenAI's Responses: start with {@link
 * io.llmgw.providers.responses.request.ResponsesEncoder}, which writes the body from the top, and
 * has {@code InputWriter} write the conversation as items.
 */
@NullMarked
package io.llmgw.providers.responses.request;

import org.jspecify.annotations.NullMarked;
