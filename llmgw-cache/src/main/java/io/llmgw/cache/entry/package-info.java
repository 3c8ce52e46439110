/** What is kept, and for how long. */
@NullMarked
package io.llmgw.cache.entry;

import org.jspecify.annotations.NullMarked;
