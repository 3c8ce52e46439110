/**
 * How many tokens a request or a text is, before a provider says so. Start at {@link
 * io.llmgw.api.tokens.TokenEstimator}; who wants exact numbers gives it a {@link
 * io.llmgw.api.tokens.TokenCounter}.
 */
@NullMarked
package io.llmgw.api.tokens;

import org.jspecify.annotations.NullMarked;
