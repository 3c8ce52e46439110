package io.llmgw.api.redact;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Types that are looked for together, in the order of their names. Immutable.
 *
 * @param types the types; may be empty
 */
public record EntitySet(Set<EntityType> types) {
  /** Copies the types. */
  public EntitySet {
    types = Collections.unmodifiableSet(new TreeSet<>(types));
  }

  /** The set of these types. */
  public static EntitySet of(EntityType... types) {
    return new EntitySet(new TreeSet<>(List.of(types)));
  }

  /** This set and the other one together. */
  public EntitySet and(EntitySet other) {
    Set<EntityType> both = new TreeSet<>(types);
    both.addAll(other.types);
    return new EntitySet(both);
  }

  /** This set and more types. */
  public EntitySet and(EntityType... more) {
    return and(of(more));
  }

  /** This set without some of its types; those that are not in it are ignored. */
  public EntitySet without(EntityType... fewer) {
    Set<EntityType> left = new TreeSet<>(types);
    left.removeAll(List.of(fewer));
    return new EntitySet(left);
  }

  /** Whether the type is in it. */
  public boolean contains(EntityType type) {
    return types.contains(type);
  }
}
