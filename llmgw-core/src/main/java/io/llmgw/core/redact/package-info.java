/** Masks what {@code io.llmgw.core.detect} recognises, and restores it in answers. */
@NullMarked
package io.llmgw.core.redact;

import org.jspecify.annotations.NullMarked;
