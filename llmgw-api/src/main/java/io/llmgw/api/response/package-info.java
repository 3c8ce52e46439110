/**
 * What is answered: the sealed {@link io.llmgw.api.response.LlmResponse}, one class for each
 * operation. Answers are only ever put together from events, by {@link
 * io.llmgw.api.response.ResponseAssembler}.
 */
@NullMarked
package io.llmgw.api.response;

import org.jspecify.annotations.NullMarked;
