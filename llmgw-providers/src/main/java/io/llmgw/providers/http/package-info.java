/**
 * How providers reach their hosts. Applications that need more than the defaults start with {@link
 * io.llmgw.providers.http.HttpSettings}.
 */
@NullMarked
package io.llmgw.providers.http;

import org.jspecify.annotations.NullMarked;
