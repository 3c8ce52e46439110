/**
 * Exchanges over HTTP. {@link io.llmgw.providers.exchange.HttpProvider} joins a wire format to
 * OkHttp; what goes wrong is told by the phase an exchange was in.
 */
@NullMarked
package io.llmgw.providers.exchange;

import org.jspecify.annotations.NullMarked;
