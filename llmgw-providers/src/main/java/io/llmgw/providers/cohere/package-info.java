/**
 * Cohere's API. Applications start with {@link io.llmgw.providers.cohere.Cohere}; the protocol is
 * in {@code CohereFormat}, which writes by {@code request} and reads by {@code answer}, and in
 * {@code CohereEmbeddingFormat}.
 */
@NullMarked
package io.llmgw.providers.cohere;

import org.jspecify.annotations.NullMarked;
