/**
 * How a request is written for Cohere's chat: start with {@link
 * io.llmgw.providers.cohere.request.CohereEncoder}, which writes the body from the top. What has
 * gone before is written by {@code CohereMessageWriter}, the documents that the protocol has beside
 * it by {@code CohereDocuments}, and how much may be thought is decided in {@code CohereThinking}.
 */
@NullMarked
package io.llmgw.providers.cohere.request;

import org.jspecify.annotations.NullMarked;
