package io.llmgw.cache.veto;

import org.jspecify.annotations.Nullable;

/**
 * A number of a question.
 *
 * @param number in one way of writing it
 * @param unit that stands beside it, in one way of writing it; null for none that is known
 */
record Amount(String number, @Nullable Unit unit) {}
