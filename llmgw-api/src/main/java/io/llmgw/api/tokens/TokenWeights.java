package io.llmgw.api.tokens;

import java.util.Arrays;

/**
 * Tokens per visit of each {@link TextState}. Those of OpenAI's two tokenizers were fitted to exact
 * counts of prose, code, JSON and texts in 28 languages, half of which were kept for checking;
 * those of others are derived, since their tokenizers split text at the same places.
 */
final class TokenWeights {
  private TokenWeights() {}

  /**
   * The weights of one family.
   *
   * @param isOlder whether it is more like cl100k than o200k
   * @param text factor of everything
   * @param han tokens of an ideograph
   * @param scripts factor of other letters beyond Latin
   * @param digit tokens of the second and third digit of a number
   */
  static double[] of(boolean isOlder, double text, double han, double scripts, double digit) {
    double[] weights = new double[TextState.COUNT];
    weights[TextState.MORE_SPACE] = 0.04;
    weights[TextState.LINE_BREAK] = 1;
    weights[TextState.WORD] = 0.87;
    Arrays.fill(weights, TextState.WORD + 1, TextState.LONG_WORD, 0.02);
    weights[TextState.LONG_WORD] = isOlder ? 0.48 : 0.44;
    weights[TextState.CAPITALS] = 0.16;
    weights[TextState.ACCENTED] = isOlder ? 2 : 1.2;
    weights[TextState.DIGIT] = 1.1;
    // Where each digit is a token, none is joined to the space before it.
    weights[TextState.SPACED_DIGIT] = digit < 1 ? 1.1 : 2;
    weights[TextState.DIGIT + 1] = digit;
    weights[TextState.DIGIT + 2] = digit;
    weights[TextState.PUNCTUATION] = 0.81;
    weights[TextState.MORE_PUNCTUATION] = 0.2;
    weights[TextState.CYRILLIC_WORD] = scripts * 1.7;
    weights[TextState.CYRILLIC] = scripts * (isOlder ? 0.28 : 0.08);
    weights[TextState.OTHER_LETTER] = scripts * (isOlder ? 1.05 : 0.39);
    weights[TextState.BRAHMIC] = scripts * (isOlder ? 1.2 : 0.41);
    weights[TextState.HAN] = han / text;
    weights[TextState.KANA] = scripts * (isOlder ? 1 : 0.72);
    weights[TextState.HANGUL] = scripts * (isOlder ? 1.28 : 0.8);
    weights[TextState.SIGN] = isOlder ? 2.2 : 1.7;
    weights[TextState.SURROGATE] = isOlder ? 1.25 : 0.9;
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= text;
    }
    return weights;
  }
}
