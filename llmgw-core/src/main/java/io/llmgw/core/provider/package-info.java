/** The providers of a client. */
@NullMarked
package io.llmgw.core.provider;

import org.jspecify.annotations.NullMarked;
