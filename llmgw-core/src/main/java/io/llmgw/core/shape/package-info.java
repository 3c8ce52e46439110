/**
 * What the events of an answer must look like: {@link io.llmgw.core.shape.Grammar} holds their
 * order, {@link io.llmgw.core.shape.AnswerShape} whether they can be put together, {@link
 * io.llmgw.core.shape.WholeAnswer} both at once, {@link io.llmgw.core.shape.ContentLength} how much
 * of the answer each is. Nothing here knows a call or a link; start with {@code AnswerShape}.
 */
@NullMarked
package io.llmgw.core.shape;

import org.jspecify.annotations.NullMarked;
