package io.llmgw.providers.aws.temporary;

import java.io.IOException;

/** Who issues credentials answered with something else than 200. */
public final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private static final int TOO_SLOW = 408;
  private static final int TOO_MANY = 429;

  private final int status;

  RefusedException(String host, int status) {
    super(host + " answered with status " + status);
    this.status = status;
  }

  /** Whether it may answer otherwise another time, with nothing changed here. */
  boolean isPassing() {
    return status >= 500 || status == TOO_MANY || status == TOO_SLOW;
  }

  /** The status that it answered with. */
  public int status() {
    return status;
  }
}
