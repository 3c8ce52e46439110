package io.llmgw.cache.veto;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.Pattern;

/**
 * Letters, digits and signs in their usual forms (Unicode NFKC), without what that would make of
 * powers and fractions: other numbers.
 */
final class UsualForms {
  private static final Pattern POWER = Pattern.compile("[\u00b2\u00b3\u00b9\u2070\u2074-\u2079]+");
  private static final Pattern APOSTROPHE = Pattern.compile("(?<=\\p{L})[\u00b4\u02bc](?=\\p{L})");
  private static final Pattern FRACTION = Pattern.compile("[\u00bc-\u00be\u2150-\u215e]");

  private UsualForms() {}

  static String of(String text) {
    String apart = APOSTROPHE.matcher(text).replaceAll("'");
    apart = POWER.matcher(apart).replaceAll("^$0");
    apart = FRACTION.matcher(apart).replaceAll(" $0");
    return Normalizer.normalize(apart, Form.NFKC);
  }
}
