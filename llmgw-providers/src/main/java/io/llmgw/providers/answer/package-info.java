/**
 * What the head of an answer and the body of a refusal say, for every protocol alike: status codes,
 * error bodies, request ids, and the headers that tell when to come back. Start with {@link
 * io.llmgw.providers.answer.AnswerHead}.
 */
@NullMarked
package io.llmgw.providers.answer;

import org.jspecify.annotations.NullMarked;
