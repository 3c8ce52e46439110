/**
 * Functions for a model to call. Start with {@link io.llmgw.api.tool.Tool}; a request that carries
 * some becomes a <em>run</em>, a loop of calls that ends when the model has answered, bounded by
 * {@link io.llmgw.api.tool.RunLimits}.
 */
@NullMarked
package io.llmgw.api.tool;

import org.jspecify.annotations.NullMarked;
