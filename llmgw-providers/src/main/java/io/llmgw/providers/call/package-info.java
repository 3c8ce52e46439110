/**
 * One call of OkHttp: {@link io.llmgw.providers.call.HttpExchange} sends a request once and waits
 * for its headers; what goes wrong is told by the phase the call was in.
 */
@NullMarked
package io.llmgw.providers.call;

import org.jspecify.annotations.NullMarked;
