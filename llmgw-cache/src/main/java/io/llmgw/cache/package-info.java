/** The response cache: {@link io.llmgw.cache.ResponseCache} is where to begin. */
@NullMarked
package io.llmgw.cache;

import org.jspecify.annotations.NullMarked;
