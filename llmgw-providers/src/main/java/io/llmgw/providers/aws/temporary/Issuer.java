package io.llmgw.providers.aws.temporary;

import java.io.IOException;

/** Gives out credentials that end. Asked by one thread at a time, which it may block for long. */
@FunctionalInterface
public interface Issuer {
  /**
   * New credentials.
   *
   * @param asking each step of this that leaves the process is one of that
   * @throws IOException when there are none at the moment; the message says why and shows nothing
   *     secret
   */
  Temporary issue(Asking asking) throws IOException;
}
