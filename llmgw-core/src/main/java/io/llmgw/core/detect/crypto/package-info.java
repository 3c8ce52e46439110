/** Addresses and keys of wallets. */
@NullMarked
package io.llmgw.core.detect.crypto;

import org.jspecify.annotations.NullMarked;
