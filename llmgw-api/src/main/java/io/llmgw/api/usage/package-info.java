/**
 * What a call used and paid, and how it came about: tokens ({@link io.llmgw.api.usage.Usage}),
 * money ({@link io.llmgw.api.usage.Cost}) and the account on every response ({@link
 * io.llmgw.api.usage.Served}). Nothing unknown is ever shown as zero.
 */
@NullMarked
package io.llmgw.api.usage;

import org.jspecify.annotations.NullMarked;
