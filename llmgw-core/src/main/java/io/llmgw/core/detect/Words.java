package io.llmgw.core.detect;

/** Where words end, those of names included that programs give. */
final class Words {
  private Words() {}

  /**
   * Whether two chars are of one word; {@code passportNumber} and {@code pin_code} are two each.
   */
  static boolean goesOn(char before, char after) {
    return Character.isLetter(before)
        && Character.isLetter(after)
        && !(Character.isLowerCase(before) && Character.isUpperCase(after));
  }
}
