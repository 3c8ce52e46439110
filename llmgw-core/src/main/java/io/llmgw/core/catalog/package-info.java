/**
 * The built-in table of models: {@code models.jsonl}, one model a line with where its facts were
 * taken from and when. Found by {@link io.llmgw.api.catalog.ModelCatalog#builtIn}.
 */
@NullMarked
package io.llmgw.core.catalog;

import org.jspecify.annotations.NullMarked;
