/** Cards for payment. */
@NullMarked
package io.llmgw.core.detect.payment;

import org.jspecify.annotations.NullMarked;
