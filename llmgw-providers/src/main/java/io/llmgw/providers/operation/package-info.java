/**
 * The operations that are neither chats nor embeddings, as OpenAI and the hosts that speak like it
 * have them: one format for each, which writes a request and reads a whole answer. Start with
 * {@link io.llmgw.providers.operation.OperationFormats}.
 */
@NullMarked
package io.llmgw.providers.operation;

import org.jspecify.annotations.NullMarked;
