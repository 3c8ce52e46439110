/** The second level: answers as bytes in a store of the host. */
@NullMarked
package io.llmgw.cache.store;

import org.jspecify.annotations.NullMarked;
