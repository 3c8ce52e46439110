package io.llmgw.providers.aws.temporary;

import java.io.IOException;

/** Who issues credentials answered with something else than 200. */
public final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  RefusedException(String host, int status) {
    super(host + " answered with status " + status);
    this.status = status;
  }

  /** The status that it answered with. */
  public int status() {
    return status;
  }
}
