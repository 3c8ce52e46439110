package io.llmgw.api.provider;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** An immutable set of {@link Capability capabilities}. */
public final class Capabilities {
  /** Nothing at all. */
  public static final Capabilities NONE = new Capabilities(EnumSet.noneOf(Capability.class));

  private final EnumSet<Capability> present;

  private Capabilities(EnumSet<Capability> present) {
    this.present = present;
  }

  /** Exactly these. */
  public static Capabilities of(Capability... capabilities) {
    EnumSet<Capability> present = EnumSet.noneOf(Capability.class);
    present.addAll(Arrays.asList(capabilities));
    return new Capabilities(present);
  }

  /** The same but for one. */
  public Capabilities without(Capability capability) {
    EnumSet<Capability> fewer = EnumSet.noneOf(Capability.class);
    fewer.addAll(asSet());
    fewer.remove(capability);
    return of(fewer.toArray(Capability[]::new));
  }

  /** Whether this one is among them. */
  public boolean has(Capability capability) {
    return present.contains(capability);
  }

  /** All of them, as an unmodifiable set. */
  public Set<Capability> asSet() {
    return Set.copyOf(present);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Capabilities that && present.equals(that.present);
  }

  @Override
  public int hashCode() {
    return present.hashCode();
  }

  @Override
  public String toString() {
    return present.toString();
  }
}
