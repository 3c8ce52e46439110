/**
 * What the way of a call may depend on: {@link io.llmgw.api.condition.RouteFacts} are what is known
 * of a call before it goes anywhere, a {@link io.llmgw.api.condition.Condition} is a question to
 * them, and a {@link io.llmgw.api.condition.RequestClassifier} names the task of a request.
 */
@NullMarked
package io.llmgw.api.condition;

import org.jspecify.annotations.NullMarked;
