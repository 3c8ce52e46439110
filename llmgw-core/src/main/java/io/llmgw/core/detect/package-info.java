/**
 * Recognises personal data and secrets in text, in one pass: {@link io.llmgw.core.detect.Scanner}
 * goes over the text once, by an automaton of literal anchors and a look at digits, and hands each
 * place that may be something to the rules that know it. An {@link io.llmgw.core.detect.Identifier}
 * is a rule for numbers of a fixed shape; other rules implement {@link
 * io.llmgw.core.detect.AnchoredRule}. The rules themselves stand in the packages below.
 */
@NullMarked
package io.llmgw.core.detect;

import org.jspecify.annotations.NullMarked;
