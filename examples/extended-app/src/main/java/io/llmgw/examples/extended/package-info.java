/** An application that finds a provider and a policy of others by their names. */
@NullMarked
package io.llmgw.examples.extended;

import org.jspecify.annotations.NullMarked;
