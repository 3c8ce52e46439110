/**
 * What opens doors: passwords and other secrets, by what stands before them; with the {@linkplain
 * io.llmgw.core.detect.key.KeyRules keys} that show themselves.
 */
@NullMarked
package io.llmgw.core.detect.secret;

import org.jspecify.annotations.NullMarked;
