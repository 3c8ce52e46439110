/** Accounts and codes of banks. */
@NullMarked
package io.llmgw.core.detect.bank;

import org.jspecify.annotations.NullMarked;
