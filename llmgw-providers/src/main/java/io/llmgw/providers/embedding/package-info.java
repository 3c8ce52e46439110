/** OpenAI's Embeddings, at OpenAI or at any host that speaks the same protocol. */
@NullMarked
package io.llmgw.providers.embedding;

import org.jspecify.annotations.NullMarked;
