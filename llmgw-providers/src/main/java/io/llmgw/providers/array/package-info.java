/**
 * A JSON array that comes over time, as bytes: {@link io.llmgw.providers.array.ArrayReader} cuts it
 * into its elements and knows nothing of what they mean.
 */
@NullMarked
package io.llmgw.providers.array;

import org.jspecify.annotations.NullMarked;
