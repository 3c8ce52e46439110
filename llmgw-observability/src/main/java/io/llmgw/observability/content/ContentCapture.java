package io.llmgw.observability.content;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.observability.CapturedContent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is said in the calls that an observer watches. The observer itself sees no text: a link in
 * {@link io.llmgw.api.chain.Slot#RECORD} takes it, where it is masked, and the observer is given it
 * at the outcome, by the id of the call. Holds as many calls as are under way. Thread-safe.
 */
public final class ContentCapture {
  /** The least that each of the three parts may be allowed, in characters. */
  public static final int LEAST_LIMIT = 1_000;

  /** The most that each of the three parts may be allowed, in characters. */
  public static final int MOST_LIMIT = 1_000_000;

  /** What each of the three parts is allowed unless said otherwise, in characters. */
  public static final int DEFAULT_LIMIT = 10_000;

  private final int limit;
  private final Map<String, CallContent> open = new ConcurrentHashMap<>();

  /**
   * Of no call yet.
   *
   * @param limit characters of JSON that each part has at most, {@value #LEAST_LIMIT} to {@value
   *     #MOST_LIMIT}
   */
  public ContentCapture(int limit) {
    if (limit < LEAST_LIMIT || limit > MOST_LIMIT) {
      throw new IllegalArgumentException(
          "content of " + limit + " characters: must be " + LEAST_LIMIT + " to " + MOST_LIMIT);
    }
    this.limit = limit;
  }

  /** The link that takes it, to be given to the client. */
  public Interceptor link(String name) {
    return new ContentLink(name, this);
  }

  /** A call begins whose content is wanted; it must {@linkplain #end end}. */
  public void begin(String callId) {
    open.put(callId, new CallContent(limit));
  }

  /** The content of a call that is wanted; null for others. */
  @Nullable CallContent of(String callId) {
    return open.get(callId);
  }

  /** What was said in a call that has ended; null where it was refused before, or not wanted. */
  public @Nullable CapturedContent end(String callId) {
    CallContent content = open.remove(callId);
    return content == null ? null : content.captured();
  }
}
