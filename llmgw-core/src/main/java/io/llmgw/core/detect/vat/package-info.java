/**
 * Value-added tax numbers of the states of the European Union, Northern Ireland, Switzerland,
 * Norway and the United Kingdom: each its own shape and check, as the states have published them to
 * the European Commission.
 */
@NullMarked
package io.llmgw.core.detect.vat;

import org.jspecify.annotations.NullMarked;
