/**
 * Bodies of answers: {@link io.llmgw.providers.body.AnswerReader} decides what one is and makes
 * events of it, as it comes.
 */
@NullMarked
package io.llmgw.providers.body;

import org.jspecify.annotations.NullMarked;
