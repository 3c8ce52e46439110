/**
 * What is asked: the sealed {@link io.llmgw.api.request.LlmRequest}, one class for each operation,
 * with its settings and the typed options of a single call. Start with {@link
 * io.llmgw.api.request.ChatRequest}; operations other than chats and embeddings have packages of
 * their own, as {@link io.llmgw.api.rerank}.
 */
@NullMarked
package io.llmgw.api.request;

import org.jspecify.annotations.NullMarked;
