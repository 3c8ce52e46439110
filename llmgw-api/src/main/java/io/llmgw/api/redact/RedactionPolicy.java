package io.llmgw.api.redact;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for, how sure it must be, and what becomes of it. Immutable: each method returns a
 * policy that differs in one thing.
 */
public final class RedactionPolicy {
  /** What is masked if nothing else is said: not what fits by its shape alone. */
  public static final Confidence LEAST = Confidence.MEDIUM;

  private final Map<EntityType, Masking> maskings;
  private final Map<EntityType, Confidence> least;

  private RedactionPolicy(Map<EntityType, Masking> maskings, Map<EntityType, Confidence> least) {
    this.maskings = Collections.unmodifiableMap(maskings);
    this.least = Collections.unmodifiableMap(least);
  }

  /** All types of these sets get a {@linkplain Masking#placeholder() placeholder}. */
  public static RedactionPolicy of(EntitySet... sets) {
    Map<EntityType, Masking> maskings = new TreeMap<>();
    for (EntitySet set : sets) {
      set.types().forEach(type -> maskings.put(type, Masking.placeholder()));
    }
    return new RedactionPolicy(maskings, new TreeMap<>());
  }

  /** The same policy with this for the types of a set, which are looked for from now on. */
  public RedactionPolicy with(EntitySet set, Masking masking) {
    Objects.requireNonNull(masking, "masking");
    Map<EntityType, Masking> changed = new TreeMap<>(maskings);
    set.types().forEach(type -> changed.put(type, masking));
    return new RedactionPolicy(changed, new TreeMap<>(least));
  }

  /** The same policy with this for a type, which is looked for from now on. */
  public RedactionPolicy with(EntityType type, Masking masking) {
    return with(EntitySet.of(type), masking);
  }

  /** The same policy, where finds of a type must be at least this sure; default {@link #LEAST}. */
  public RedactionPolicy from(EntityType type, Confidence confidence) {
    Objects.requireNonNull(confidence, "confidence");
    Map<EntityType, Confidence> changed = new TreeMap<>(least);
    changed.put(type, confidence);
    return new RedactionPolicy(new TreeMap<>(maskings), changed);
  }

  /**
   * This policy, and what another one asks for besides: each type that one of them looks for, with
   * the stricter action and the lesser confidence. It may do more than this one, never less.
   *
   * <p>The two are not exchangeable. What the other one does not speak of it asks nothing of, and
   * what this one does not speak of it does all the same, as {@link #masking} says: where only this
   * one allows {@link EntitySets#HIDDEN hidden text} it passes, and where only the other one does
   * it does not. Of two actions that are equally strict, such as hashes by two keys, that of this
   * one holds.
   */
  public RedactionPolicy and(RedactionPolicy other) {
    if (other.maskings.isEmpty() && other.least.isEmpty()) {
      return this; // what each call is held to where callers differ in nothing
    }
    Map<EntityType, Masking> both = new TreeMap<>(maskings);
    other.maskings.forEach((type, masking) -> both.put(type, stricter(masking(type), masking)));
    Set<EntityType> types = new TreeSet<>(both.keySet());
    types.addAll(least.keySet());
    types.addAll(other.least.keySet());
    Map<EntityType, Confidence> lesser = new TreeMap<>();
    for (EntityType type : types) {
      Confidence here = EntitySets.HIDDEN.contains(type) ? least(type) : asked(type);
      Confidence there = other.asked(type);
      lesser.put(type, here.compareTo(there) <= 0 ? here : there);
    }
    return new RedactionPolicy(both, lesser);
  }

  /** How sure a find must be by this policy; the most where it does not speak of the type. */
  private Confidence asked(EntityType type) {
    return maskings.containsKey(type) ? least(type) : least.getOrDefault(type, Confidence.HIGH);
  }

  /** The same policy, with which nothing is masked and all that would be is reported. */
  public RedactionPolicy reporting() {
    Map<EntityType, Masking> reported = new TreeMap<>(maskings);
    EntitySets.HIDDEN.types().forEach(type -> reported.putIfAbsent(type, Masking.report()));
    reported.replaceAll((type, masking) -> masking == Masking.allow() ? masking : Masking.report());
    return new RedactionPolicy(reported, new TreeMap<>(least));
  }

  private static Masking stricter(Masking one, Masking other) {
    if (one instanceof Masking.Partial some && other instanceof Masking.Partial more) {
      return some.last() <= more.last() ? some : more;
    }
    return one.strictness() >= other.strictness() ? one : other;
  }

  /** The types that are looked for because the policy speaks of them. */
  public Set<EntityType> types() {
    return maskings.keySet();
  }

  /**
   * What becomes of a type. Of one that the policy does not speak of, {@link Masking#allow()}; but
   * {@link Masking#block()} of {@link Entities#HIDDEN_TEXT}, and {@link Masking#report()} of the
   * others of {@link EntitySets#HIDDEN}.
   */
  public Masking masking(EntityType type) {
    Masking masking = maskings.get(type);
    if (masking != null) {
      return masking;
    }
    if (type.equals(Entities.HIDDEN_TEXT)) {
      return Masking.block();
    }
    return EntitySets.HIDDEN.contains(type) ? Masking.report() : Masking.allow();
  }

  /** How sure a find of a type must be at least. */
  public Confidence least(EntityType type) {
    return least.getOrDefault(type, LEAST);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RedactionPolicy that
        && maskings.equals(that.maskings)
        && least.equals(that.least);
  }

  @Override
  public int hashCode() {
    return 31 * maskings.hashCode() + least.hashCode();
  }

  /** The types and what becomes of each. */
  @Override
  public String toString() {
    return "RedactionPolicy" + maskings;
  }
}
