/**
 * How texts pass a visitor, for content of every operation. Not exported. Start with {@link
 * io.llmgw.api.content.text.VisitedText}.
 */
@NullMarked
package io.llmgw.api.content.text;

import org.jspecify.annotations.NullMarked;
