/**
 * What an adapter implements. A {@link io.llmgw.api.provider.Provider} answers one {@link
 * io.llmgw.api.provider.ProviderCall} with a stream of events; a {@link
 * io.llmgw.api.provider.ProviderFactory} makes one from settings and is found by {@code
 * ServiceLoader}. Keys live in {@link io.llmgw.api.provider.ApiKey}, which shows its alias only.
 */
@NullMarked
package io.llmgw.api.provider;

import org.jspecify.annotations.NullMarked;
