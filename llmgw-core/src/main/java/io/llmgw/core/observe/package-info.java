/**
 * What observers are told of a call beyond its beginning and its end: begin at {@link
 * io.llmgw.core.observe.CallWatch}, which there is for observed calls alone.
 */
@NullMarked
package io.llmgw.core.observe;

import org.jspecify.annotations.NullMarked;
