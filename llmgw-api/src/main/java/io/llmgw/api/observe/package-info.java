/**
 * Watching calls without seeing their text. A {@link io.llmgw.api.observe.CallObserver} stands
 * outside redaction, where text is raw, and is therefore shown sizes, times, usage and outcomes
 * only.
 */
@NullMarked
package io.llmgw.api.observe;

import org.jspecify.annotations.NullMarked;
