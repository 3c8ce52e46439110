/**
 * Providers behind HTTP. {@link io.llmgw.providers.exchange.HttpProvider} joins a wire format to
 * OkHttp: it writes a request, has it {@linkplain io.llmgw.providers.call sent}, and has the answer
 * {@linkplain io.llmgw.providers.body read}.
 */
@NullMarked
package io.llmgw.providers.exchange;

import org.jspecify.annotations.NullMarked;
