package io.llmgw.cache.key;

/** A request has an option of the host whose {@code hashCode} or {@code equals} throws. */
public final class UncomparableOptionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UncomparableOptionException(Throwable thrown) {
    super("an option cannot be compared, for " + thrown.getClass().getName(), thrown);
  }
}
