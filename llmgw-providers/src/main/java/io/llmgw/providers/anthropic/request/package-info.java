/**
 * How a request is written in Anthropic's Messages: start with {@link
 * io.llmgw.providers.anthropic.request.AnthropicEncoder}, which writes the body from the top. What
 * has gone before is written by {@code AnthropicMessageWriter}, how much may be thought is decided
 * in {@link io.llmgw.providers.claude.Thinking}, and {@code CacheMarks} says where a prompt may be
 * cached.
 */
@NullMarked
package io.llmgw.providers.anthropic.request;

import org.jspecify.annotations.NullMarked;
