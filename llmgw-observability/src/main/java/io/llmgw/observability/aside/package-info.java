/**
 * Work that is done beside calls: what may block, or fail, in code of others never holds a call.
 * Start with {@link io.llmgw.observability.aside.Backlog}.
 */
@NullMarked
package io.llmgw.observability.aside;

import org.jspecify.annotations.NullMarked;
