/** What an answer is kept under: everything that can change it. */
@NullMarked
package io.llmgw.cache.key;

import org.jspecify.annotations.NullMarked;
