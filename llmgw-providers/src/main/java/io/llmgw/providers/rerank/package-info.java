/**
 * Reranking, in the form that Cohere began and others have taken over: start with {@link
 * io.llmgw.providers.rerank.RerankFormat}.
 */
@NullMarked
package io.llmgw.providers.rerank;

import org.jspecify.annotations.NullMarked;
