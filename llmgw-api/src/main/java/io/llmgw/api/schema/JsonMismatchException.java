package io.llmgw.api.schema;

import java.util.List;

/**
 * Thrown when a JSON value does not become the Java value that was asked for. It says where and
 * why, and never quotes the value. Trying again with the same value does not help; a model may be
 * shown the violations and asked for a better one.
 */
public final class JsonMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  JsonMismatchException(String type, List<Violation> violations) {
    super("the JSON is no " + type + ": " + told(violations));
    this.violations = List.copyOf(violations);
  }

  /** What is wrong, in the order of the value; at least one, at most 32; empty once serialised. */
  public List<Violation> violations() {
    return violations == null ? List.of() : violations;
  }

  private static String told(List<Violation> violations) {
    int more = violations.size() - 1;
    return violations.get(0) + (more == 0 ? "" : " (and " + more + " more)");
  }
}
