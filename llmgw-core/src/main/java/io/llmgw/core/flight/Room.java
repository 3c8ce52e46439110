package io.llmgw.core.flight;

import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.core.shape.Utf8Length;

/**
 * So many texts of so many bytes, as one request has them or may have them.
 *
 * @param texts how many
 * @param bytes of UTF-8, all together
 */
public record Room(int texts, long bytes) {
  /** Nothing yet. */
  static final Room NONE = new Room(0, 0);

  /** What a request takes. */
  public static Room of(EmbeddingRequest request) {
    long bytes = 0;
    for (String input : request.inputs()) {
      bytes += Utf8Length.of(input);
    }
    return new Room(request.inputs().size(), bytes);
  }

  Room plus(Room other) {
    return new Room(texts + other.texts, bytes + other.bytes);
  }

  Room minus(Room other) {
    return new Room(texts - other.texts, bytes - other.bytes);
  }

  /** Whether all of it has a place in that. */
  public boolean fits(Room whole) {
    return texts <= whole.texts && bytes <= whole.bytes;
  }

  /** Whether there is a place in that for one text more. */
  public boolean leavesPlaceIn(Room whole) {
    return texts < whole.texts && bytes < whole.bytes;
  }
}
