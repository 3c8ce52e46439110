/**
 * How hosts of OpenAI's protocols differ from OpenAI, as values. Start with {@link
 * io.llmgw.providers.dialect.Dialect}.
 */
@NullMarked
package io.llmgw.providers.dialect;

import org.jspecify.annotations.NullMarked;
