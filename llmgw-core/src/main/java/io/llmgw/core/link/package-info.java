/** The engine's own links: observers, the choice of the target, the attempts, the provider. */
@NullMarked
package io.llmgw.core.link;

import org.jspecify.annotations.NullMarked;
