/**
 * Where calls go: a {@link io.llmgw.api.route.ModelRef} names a provider and its model, a {@link
 * io.llmgw.api.route.Target} is what breakers, limits, statistics and prices hang on.
 */
@NullMarked
package io.llmgw.api.route;

import org.jspecify.annotations.NullMarked;
