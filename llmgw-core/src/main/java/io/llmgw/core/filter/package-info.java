/**
 * Which targets may take a call at all, asked before any of them is chosen: {@link
 * io.llmgw.core.filter.Eligibility} is the list of the filters, each of which says why not.
 */
@NullMarked
package io.llmgw.core.filter;

import org.jspecify.annotations.NullMarked;
