package io.llmgw.cache.veto;

import org.jspecify.annotations.Nullable;

/**
 * A number of a question, in digits.
 *
 * @param number in one way of writing it
 * @param unit that stands beside it, in one way of writing it; null for none that is known
 * @param follows the word after it, in lower case, where that is no unit; empty for none
 * @param isAttached whether unit or word stand right behind the digits: 5km, 6s
 */
record Amount(String number, @Nullable Unit unit, String follows, boolean isAttached) {}
