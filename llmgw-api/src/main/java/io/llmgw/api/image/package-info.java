/** Pictures made of a description. Start with {@link io.llmgw.api.image.ImageRequest}. */
@NullMarked
package io.llmgw.api.image;

import org.jspecify.annotations.NullMarked;
