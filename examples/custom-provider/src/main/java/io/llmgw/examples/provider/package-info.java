/** A provider in a jar of its own, compiled against the api alone. */
@NullMarked
package io.llmgw.examples.provider;

import org.jspecify.annotations.NullMarked;
