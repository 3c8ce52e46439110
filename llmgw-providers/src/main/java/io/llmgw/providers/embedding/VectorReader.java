package io.llmgw.providers.embedding;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.dialect.VectorForm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the vectors of one answer, as numbers or as Base64 in the form of the host. A vector with
 * something in it that is no finite number would poison whatever it is compared with, and is
 * refused; so is one of another length than was asked for or than the one before, for the two
 * cannot be compared. Not thread-safe.
 */
public final class VectorReader {
  private final VectorForm form;
  private final AnswerHead head;
  private final VectorLength length;
  private float[] numbers = new float[256];

  /** A reader of the vectors of one answer. */
  public VectorReader(VectorForm form, VectorLength length, AnswerHead head) {
    this.form = form;
    this.length = length;
    this.head = head;
  }

  /** The vector at the parser; at least one number. */
  public float[] read(JsonParser json) {
    float[] vector =
        switch (json.currentToken()) {
          case START_ARRAY -> readNumbers(json);
          case VALUE_STRING -> decode(json.getString());
          default -> throw malformed();
        };
    if (vector.length == 0) {
      throw malformed();
    }
    length.check(vector.length, head);
    for (float number : vector) {
      if (!Float.isFinite(number)) {
        throw malformed();
      }
    }
    return vector;
  }

  private float[] readNumbers(JsonParser json) {
    int count = 0;
    JsonToken token;
    while ((token = json.nextToken()) != JsonToken.END_ARRAY) {
      if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
        throw malformed();
      }
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * count);
      }
      numbers[count++] = json.getFloatValue();
    }
    return Arrays.copyOf(numbers, count);
  }

  private float[] decode(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw malformed(); // without the cause, whose message quotes the answer
    }
    return form == VectorForm.BASE64_BYTES ? ofBytes(bytes) : ofFloats(bytes);
  }

  private static float[] ofBytes(byte[] bytes) {
    float[] vector = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      vector[i] = bytes[i];
    }
    return vector;
  }

  private float[] ofFloats(byte[] bytes) {
    if (bytes.length % Float.BYTES != 0) {
      throw malformed();
    }
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return vector;
  }

  private LlmException malformed() {
    return head.failure(ErrorKind.PROTOCOL, "answered with a vector that cannot be read");
  }
}
