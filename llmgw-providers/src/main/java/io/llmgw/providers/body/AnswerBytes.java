package io.llmgw.providers.body;

/**
 * What was read of a body.
 *
 * @param buffer holds it from the start; not to be changed
 * @param length the number of bytes of it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record AnswerBytes(byte[] buffer, int length) {
  @Override
  public String toString() {
    return "AnswerBytes[" + length + "]";
  }
}
