/**
 * How one of several is chosen: {@link io.llmgw.core.choice.Choice}, one class for each way. What
 * is chosen is a member of a route; where calls go after that is the business of {@code
 * io.llmgw.core.route}.
 */
@NullMarked
package io.llmgw.core.choice;

import org.jspecify.annotations.NullMarked;
