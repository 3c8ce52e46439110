/**
 * Keys and tokens that show what they are by their own shape: of vendors, by {@link
 * io.llmgw.core.detect.key.VendorTable one table}, private keys, web tokens and what a scheme of
 * authorization stands before.
 */
@NullMarked
package io.llmgw.core.detect.key;

import org.jspecify.annotations.NullMarked;
