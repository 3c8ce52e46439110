package io.llmgw.providers.aws.temporary;

import java.io.IOException;

/** Who issues credentials cannot be reached, or cannot give any now: another time it may. */
final class OutageException extends IOException {
  private static final long serialVersionUID = 1L;

  OutageException(String message, IOException cause) {
    super(message, cause);
  }
}
