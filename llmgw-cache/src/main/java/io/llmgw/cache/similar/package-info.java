/**
 * Questions that are much like each other. Start at {@link io.llmgw.cache.similar.Questions}, which
 * proposes them; what may be answered is decided by the links and by the vetoes.
 */
@NullMarked
package io.llmgw.cache.similar;

import org.jspecify.annotations.NullMarked;
