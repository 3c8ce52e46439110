/**
 * Answers that are values: {@link io.llmgw.api.answer.ExpectedAnswer} makes a call one that ends
 * with a value of a Java type or with an error, {@link io.llmgw.api.answer.ValueStream} shows the
 * value while it is written. Most callers need neither: {@code prompt.as(Invoice.class)}.
 */
@NullMarked
package io.llmgw.api.answer;

import org.jspecify.annotations.NullMarked;
