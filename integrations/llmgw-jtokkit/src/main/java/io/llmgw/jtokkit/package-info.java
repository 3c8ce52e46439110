/** Counts tokens by JTokkit: {@link io.llmgw.jtokkit.JtokkitCounter} is all there is. */
@NullMarked
package io.llmgw.jtokkit;

import org.jspecify.annotations.NullMarked;
