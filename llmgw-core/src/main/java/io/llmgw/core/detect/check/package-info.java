/** Check digits as standards define them, on what a {@link io.llmgw.core.detect.Run} holds. */
@NullMarked
package io.llmgw.core.detect.check;

import org.jspecify.annotations.NullMarked;
