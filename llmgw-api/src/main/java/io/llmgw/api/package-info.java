/**
 * What applications use: {@link io.llmgw.api.LlmClient} and its builder, the fluent {@link
 * io.llmgw.api.Prompt}, and {@link io.llmgw.api.ChatStream}. Policies are written against {@link
 * io.llmgw.api.chain}, adapters against {@link io.llmgw.api.provider}.
 */
@NullMarked
package io.llmgw.api;

import org.jspecify.annotations.NullMarked;
