/**
 * What holds for the models of Anthropic whoever serves them: {@link
 * io.llmgw.providers.claude.Thinking} decides how one is told to think, {@link
 * io.llmgw.providers.claude.OutputLimit} knows how much it writes, {@link
 * io.llmgw.providers.claude.CachePoints} how many places of a prompt may be cached.
 */
@NullMarked
package io.llmgw.providers.claude;

import org.jspecify.annotations.NullMarked;
