package io.llmgw.api.schema.rule;

import org.jspecify.annotations.Nullable;

/** A place in a JSON value, spelled out only when somebody asks. Immutable and thread-safe. */
public final class Place {
  /** The whole value. */
  public static final Place ROOT = new Place(null, "");

  private final @Nullable Place parent;
  private final String segment;

  private Place(@Nullable Place parent, String segment) {
    this.parent = parent;
    this.segment = segment;
  }

  /** A member whose name the schema knows. */
  public Place member(String name) {
    return new Place(this, name);
  }

  /** A member whose name the schema does not know, so that it may be personal: {@code *}. */
  public Place unnamed() {
    return new Place(this, "*");
  }

  /** An element of an array. */
  public Place element(int index) {
    return new Place(this, Integer.toString(index));
  }

  /** The JSON pointer (RFC 6901); empty for the whole value. */
  public String pointer() {
    StringBuilder pointer = new StringBuilder();
    for (Place at = this; at.parent != null; at = at.parent) {
      pointer.insert(0, "/" + at.segment.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }
}
