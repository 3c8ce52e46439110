/**
 * The client of a provider and what limits it: {@link io.llmgw.providers.connection.LazyClient}
 * opens OkHttp when it is first used, lets as many calls in as there are places, and looks hosts
 * up.
 */
@NullMarked
package io.llmgw.providers.connection;

import org.jspecify.annotations.NullMarked;
