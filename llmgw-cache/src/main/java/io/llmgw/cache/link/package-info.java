/** The links that look up, share and keep answers. */
@NullMarked
package io.llmgw.cache.link;

import org.jspecify.annotations.NullMarked;
