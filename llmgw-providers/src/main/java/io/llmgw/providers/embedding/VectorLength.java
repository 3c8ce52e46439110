package io.llmgw.providers.embedding;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.providers.answer.AnswerHead;
import org.jspecify.annotations.Nullable;

/**
 * How many numbers each vector of an answer has: as many as the host was asked for, else as many as
 * the first one. A host or model that does not know the parameter passes over it, and what it
 * answers then fits no index that was made for the other length: it would answer so again. Not
 * thread-safe.
 */
public final class VectorLength {
  private static final int UNKNOWN = 0;

  private final int asked;
  private int first = UNKNOWN;

  private VectorLength(int asked) {
    this.asked = asked;
  }

  /** Whatever the first vector has. */
  public static VectorLength any() {
    return new VectorLength(UNKNOWN);
  }

  /**
   * What a request asks for.
   *
   * @param field the field of the body in which the host is told; null where it is not, and one
   *     that the caller gives himself says another length than the request
   */
  public static VectorLength of(EmbeddingRequest request, @Nullable String field) {
    Integer dimensions = request.dimensions();
    boolean told = field != null && !request.content().extraBody().containsKey(field);
    return told && dimensions != null ? new VectorLength(dimensions) : any();
  }

  void check(int length, AnswerHead head) {
    if (asked != UNKNOWN && length != asked) {
      throw head.lastingFailure(
          ErrorKind.PROTOCOL,
          "answered with a vector of " + length + " numbers where " + asked + " were asked for");
    }
    if (first != UNKNOWN && length != first) {
      throw head.failure(ErrorKind.PROTOCOL, "answered with vectors of different lengths");
    }
    first = length;
  }
}
