/**
 * What must not differ between two questions that share an answer. Start at {@link
 * io.llmgw.cache.veto.Vetoes}. The rules know English best; docs/caching.md says what holds in
 * other languages.
 */
@NullMarked
package io.llmgw.cache.veto;

import org.jspecify.annotations.NullMarked;
