/** A policy in a jar of its own, compiled against the api alone. */
@NullMarked
package io.llmgw.examples.interceptor;

import org.jspecify.annotations.NullMarked;
