package io.llmgw.api.redact;

/** How sure it is that a place in a text is what it is taken for. */
public enum Confidence {
  /** The shape alone fits. By default not masked, and shown by a preview alone. */
  LOW,
  /** The shape fits, and words around it say the same, or few other things have this shape. */
  MEDIUM,
  /** Check digits agree, or the shape cannot be anything else. */
  HIGH;

  /** One level more, {@link #HIGH} at most. */
  public Confidence raised() {
    return this == LOW ? MEDIUM : HIGH;
  }

  /** Whether it is at least this sure. */
  public boolean isAtLeast(Confidence least) {
    return compareTo(least) >= 0;
  }
}
