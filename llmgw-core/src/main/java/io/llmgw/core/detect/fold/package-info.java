/**
 * Reads text as a person would who is shown it: {@link io.llmgw.core.detect.fold.Fold} is where to
 * start. What stands in the original beside what is seen is in {@link
 * io.llmgw.core.detect.fold.Reading}.
 */
@NullMarked
package io.llmgw.core.detect.fold;

import org.jspecify.annotations.NullMarked;
