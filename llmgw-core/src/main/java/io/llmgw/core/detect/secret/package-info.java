/**
 * What opens doors: keys of vendors, by {@link io.llmgw.core.detect.secret.VendorTable one table},
 * private keys, tokens, and passwords by what stands before them.
 */
@NullMarked
package io.llmgw.core.detect.secret;

import org.jspecify.annotations.NullMarked;
