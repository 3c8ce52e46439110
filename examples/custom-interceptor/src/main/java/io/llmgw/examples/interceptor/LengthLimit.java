package io.llmgw.examples.interceptor;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;

/** Refuses requests with more text than the house pays for. */
final class LengthLimit implements Interceptor {
  private final long mostCharacters;

  LengthLimit(long mostCharacters) {
    if (mostCharacters < 1) {
      throw new IllegalArgumentException(
          "setting 'most-characters' is " + mostCharacters + ": must be 1 or more");
    }
    this.mostCharacters = mostCharacters;
  }

  @Override
  public LinkSpec spec() {
    return LinkSpec.named("length-limit").in(Slot.ACCESS);
  }

  @Override
  public EventStream intercept(Chain chain) {
    long characters = chain.request().content().textLength();
    if (characters > mostCharacters) {
      throw LlmException.of(
              ErrorKind.BLOCKED,
              "a request of " + characters + " characters: the house allows " + mostCharacters)
          .build();
    }
    return chain.proceed(chain.request());
  }
}
