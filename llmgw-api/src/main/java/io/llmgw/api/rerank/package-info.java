/**
 * Documents put in order by how well they answer a query. Start with {@link
 * io.llmgw.api.rerank.RerankRequest}.
 */
@NullMarked
package io.llmgw.api.rerank;

import org.jspecify.annotations.NullMarked;
