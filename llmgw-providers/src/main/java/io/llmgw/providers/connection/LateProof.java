package io.llmgw.providers.connection;

import okhttp3.Request;

/**
 * Proves a request that goes out now, where a proof does not hold for long: it stands in the
 * request as a tag, and is asked for each time that the request is sent. Thread-safe.
 */
@FunctionalInterface
public interface LateProof {
  /** The request as it is to be sent; the same where its proof is as good as a new one. */
  Request proven(Request request);
}
