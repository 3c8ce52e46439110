package io.llmgw.providers.exchange;

import io.llmgw.api.provider.ApiKey;

/** How a request proves that it is made with a key. Thread-safe. */
public interface KeyProof {
  /** Whether it sets the header of this name itself, so that nobody else may. */
  boolean sets(String lowerName);

  /** Whether a proof holds for good; else it is made anew when the request is sent. */
  default boolean lasts() {
    return true;
  }

  /** Puts the proof into the headers of a request that is ready otherwise. */
  void prove(ApiKey key, UnprovenRequest request);
}
