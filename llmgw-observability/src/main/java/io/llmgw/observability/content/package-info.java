/**
 * Takes what is said in calls where it is masked, for those who are to show it. Start with {@link
 * io.llmgw.observability.content.ContentCapture}.
 */
@NullMarked
package io.llmgw.observability.content;

import org.jspecify.annotations.NullMarked;
