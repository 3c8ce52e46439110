/**
 * Where calls go. A {@link io.llmgw.api.route.ModelRef} names a provider and its model; a {@link
 * io.llmgw.api.route.Target} is what breakers, limits, statistics and prices hang on; a {@link
 * io.llmgw.api.route.Route} says how to come to one. Start reading at {@code Route}.
 */
@NullMarked
package io.llmgw.api.route;

import org.jspecify.annotations.NullMarked;
