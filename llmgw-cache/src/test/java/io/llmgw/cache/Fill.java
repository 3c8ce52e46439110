package io.llmgw.cache;

import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;

/**
 * One answer on its way from the provider, as a test of the cache knows it.
 *
 * @param number of all fills and invalidations, in order
 * @param question that it answers
 * @param wish what its call wants of the cache
 * @param course what becomes of it
 */
record Fill(long number, String question, CacheControl wish, Course course, ProviderCall call) {
  /** What becomes of an answer. */
  enum Course {
    GOOD,
    FAILS,
    FAILS_AFTER_CONTENT,
    BREAKS_OFF,
    CUT_BY_LENGTH,
    FILTERED,
    REFUSES,
    EMPTY
  }

  static Fill of(long number, ProviderCall call, Course course) {
    ChatRequest request = (ChatRequest) call.request();
    String question = request.content().messages().get(0).text();
    CacheControl own = request.option(CacheControl.class);
    return new Fill(number, question, own == null ? CacheControl.DEFAULT : own, course, call);
  }

  boolean isGood() {
    return course == Course.GOOD;
  }

  /** Its text, which nothing else has. */
  String text() {
    return question + " by " + number;
  }

  /** Whether the two could have been one. */
  boolean isLike(Fill other) {
    return question.equals(other.question) && wish.equals(other.wish);
  }
}
