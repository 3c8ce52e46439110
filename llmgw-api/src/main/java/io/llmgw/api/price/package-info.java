/**
 * What tokens cost: a {@link io.llmgw.api.price.PriceRow} holds the prices of one model for a time,
 * {@link io.llmgw.api.price.Prices} all rows of a model, and either computes the {@link
 * io.llmgw.api.usage.Cost} of a {@link io.llmgw.api.usage.Usage}. Amounts are decimal and exact.
 * What is not priced is unknown, never free: {@link io.llmgw.api.price.UnknownPrice} says what then
 * happens to a call.
 */
@NullMarked
package io.llmgw.api.price;

import org.jspecify.annotations.NullMarked;
