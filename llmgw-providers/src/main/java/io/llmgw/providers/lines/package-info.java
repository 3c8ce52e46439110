/**
 * Bodies of one JSON value a line: {@link io.llmgw.providers.lines.LineReader} cuts them into
 * frames, whatever chunks they come in.
 */
@NullMarked
package io.llmgw.providers.lines;

import org.jspecify.annotations.NullMarked;
