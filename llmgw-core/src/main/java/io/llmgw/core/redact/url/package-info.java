/** Where in an answer a URL stands, in which nothing is restored. Start with {@code UrlContext}. */
@NullMarked
package io.llmgw.core.redact.url;

import org.jspecify.annotations.NullMarked;
