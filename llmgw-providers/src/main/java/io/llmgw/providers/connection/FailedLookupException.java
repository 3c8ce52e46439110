package io.llmgw.providers.connection;

import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** A lookup of the application did not keep to its contract; the message says which, and how. */
public final class FailedLookupException extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  FailedLookupException(String lookup, String what, @Nullable Throwable cause) {
    super(lookup + " " + what);
    initCause(cause);
  }
}
