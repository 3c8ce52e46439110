/**
 * What the frames of one stream have in common, so that they are parsed once. Start with {@link
 * io.llmgw.providers.recurring.RecurringFrame}.
 */
@NullMarked
package io.llmgw.providers.recurring;

import org.jspecify.annotations.NullMarked;
