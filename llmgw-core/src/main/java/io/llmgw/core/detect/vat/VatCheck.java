package io.llmgw.core.detect.vat;

import io.llmgw.core.detect.Run;

/** The check digits of one state's numbers. */
interface VatCheck {
  /** How many chars the prefix of a state has, so where its number begins. */
  int FIRST = 2;

  /** Whether a run that has the state's prefix and one of its shapes is right. */
  boolean isValid(Run run);
}
