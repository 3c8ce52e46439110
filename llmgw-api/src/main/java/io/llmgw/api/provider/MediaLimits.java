package io.llmgw.api.provider;

/**
 * How large the media of one request may be, where they are given by their bytes. What exceeds it
 * is refused with {@link io.llmgw.api.error.ErrorKind#UNSUPPORTED} before anything is sent, so that
 * a route goes on to a target that takes it. Media by their address are the provider's to judge,
 * and those that a model made, in its own turns, are not counted: nearly all protocols leave them
 * out.
 *
 * @param imageBytes the most bytes of one image; at least 1
 * @param documentBytes the most bytes that the documents of one request have together; at least 1
 * @param requestBytes the most bytes of a request with media, as it is sent, where bytes are
 *     written in Base64 and so are four for three; at least 1
 */
public record MediaLimits(long imageBytes, long documentBytes, long requestBytes) {
  /** No limit is known: {@link io.llmgw.api.content.Media#MAX_BYTES} alone holds. */
  public static final MediaLimits UNKNOWN =
      new MediaLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  /** Checks the ranges. */
  public MediaLimits {
    if (imageBytes < 1 || documentBytes < 1 || requestBytes < 1) {
      throw new IllegalArgumentException(
          "limits must be at least 1, not "
              + (imageBytes + ", " + documentBytes + " and " + requestBytes));
    }
  }

  /** The same with another limit for one image. */
  public MediaLimits withImageBytes(long bytes) {
    return new MediaLimits(bytes, documentBytes, requestBytes);
  }

  /** The same with another limit for the documents of a request. */
  public MediaLimits withDocumentBytes(long bytes) {
    return new MediaLimits(imageBytes, bytes, requestBytes);
  }

  /** The same with another limit for a request. */
  public MediaLimits withRequestBytes(long bytes) {
    return new MediaLimits(imageBytes, documentBytes, bytes);
  }
}
