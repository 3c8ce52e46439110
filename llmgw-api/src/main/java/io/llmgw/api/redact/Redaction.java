package io.llmgw.api.redact;

import io.llmgw.api.Caller;
import io.llmgw.api.ClientEngine;
import io.llmgw.api.chain.Feature;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Masks personal data and secrets in every text of a request before it leaves the process, and
 * restores them in what the caller sees: {@code builder.use(Redaction.of(EntitySets.PAYMENT,
 * EntitySets.CONTACT))}.
 *
 * <p>Equal values of a request get the same placeholder, numbered by type in the order of their
 * first appearance, so requests that differ in personal data alone are sent alike, and a
 * conversation keeps its placeholders. Only placeholders that were issued in a call are restored in
 * its answer, never within a URL, and in arguments of {@linkplain #trustingTools trusted} tools
 * alone. Text of a request that looks like a placeholder is masked as well, and comes back as it
 * was.
 *
 * <p>A call fails before anything is sent if its request cannot be masked: a detector throws, time
 * runs out, or there is a find whose masking is {@link Masking#block()}.
 *
 * <p>Immutable and thread-safe: each method returns a feature that differs in one thing.
 */
public final class Redaction implements Feature {
  /** How long the masking of one request may take if nothing else is said. */
  public static final Duration BUDGET = Duration.ofMillis(500);

  private static final Duration MOST_BUDGET = Duration.ofHours(1);

  private final RedactionPolicy policy;
  private final List<Detector> detectors;
  private final Function<Caller, RedactionPolicy> callers;
  private final Map<String, RedactionPolicy> models;
  private final Set<String> trustedTools;
  private final AttachmentPolicy attachments;
  private final Duration budget;

  private Redaction(
      RedactionPolicy policy,
      List<Detector> detectors,
      Function<Caller, RedactionPolicy> callers,
      Map<String, RedactionPolicy> models,
      Set<String> trustedTools,
      AttachmentPolicy attachments,
      Duration budget) {
    this.policy = policy;
    this.detectors = detectors;
    this.callers = callers;
    this.models = models;
    this.trustedTools = trustedTools;
    this.attachments = attachments;
    this.budget = budget;
  }

  /** Each type of these sets gets a placeholder. */
  public static Redaction of(EntitySet... sets) {
    return of(RedactionPolicy.of(sets));
  }

  /** What this policy says, for every call. */
  public static Redaction of(RedactionPolicy policy) {
    return new Redaction(
        Objects.requireNonNull(policy, "policy"),
        List.of(),
        caller -> RedactionPolicy.of(),
        Map.of(),
        Set.of(),
        AttachmentPolicy.ALLOW,
        BUDGET);
  }

  /** Another action for a type, which is looked for from now on. */
  public Redaction with(EntityType type, Masking masking) {
    return with(policy.with(type, masking));
  }

  /** Another action for the types of a set, which are looked for from now on. */
  public Redaction with(EntitySet set, Masking masking) {
    return with(policy.with(set, masking));
  }

  private Redaction with(RedactionPolicy changed) {
    return new Redaction(changed, detectors, callers, models, trustedTools, attachments, budget);
  }

  /** Detectors of the host besides the built-in rules; added to those so far. */
  public Redaction detectors(Detector... more) {
    List<Detector> all = new ArrayList<>(detectors);
    all.addAll(List.of(more));
    return new Redaction(
        policy, List.copyOf(all), callers, models, trustedTools, attachments, budget);
  }

  /**
   * What is asked for besides, by who calls: it can make the policy stricter, never looser.
   *
   * @param stricter asked for each call, on its thread: must be quick, and must not return null;
   *     one that throws fails the call
   */
  public Redaction forCallers(Function<Caller, RedactionPolicy> stricter) {
    Objects.requireNonNull(stricter, "stricter");
    return new Redaction(policy, detectors, stricter, models, trustedTools, attachments, budget);
  }

  /**
   * What is asked for besides where a call names this model or alias: it can make the policy
   * stricter, never looser. Replaces an earlier one of that name. A call that names none is held to
   * what is asked for the client's default model; a target is not known by then where an alias may
   * lead to several.
   */
  public Redaction forModel(String name, RedactionPolicy stricter) {
    Map<String, RedactionPolicy> changed = new TreeMap<>(models);
    changed.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(stricter, "stricter"));
    return new Redaction(
        policy, detectors, callers, Map.copyOf(changed), trustedTools, attachments, budget);
  }

  /**
   * Tools whose arguments are restored, by name; added to those so far. The others get the
   * placeholders: a model that was misled by what it reads could hand a value to a tool that gives
   * it away.
   */
  public Redaction trustingTools(String... names) {
    Set<String> changed = new TreeSet<>(trustedTools);
    changed.addAll(List.of(names));
    return new Redaction(
        policy, detectors, callers, models, Set.copyOf(changed), attachments, budget);
  }

  /** What becomes of media, which no rule looks into; default {@link AttachmentPolicy#ALLOW}. */
  public Redaction attachments(AttachmentPolicy changed) {
    Objects.requireNonNull(changed, "changed");
    return new Redaction(policy, detectors, callers, models, trustedTools, changed, budget);
  }

  /**
   * How long the masking of one request may take; default {@link #BUDGET}. Looked at after each
   * text; a call that takes longer fails before anything is sent.
   *
   * @param longest more than zero, at most an hour
   */
  public Redaction budget(Duration longest) {
    if (longest.isNegative() || longest.isZero() || longest.compareTo(MOST_BUDGET) > 0) {
      throw new IllegalArgumentException(
          "budget of " + longest + ": must be more than zero, at most " + MOST_BUDGET);
    }
    return new Redaction(policy, detectors, callers, models, trustedTools, attachments, longest);
  }

  /**
   * What would be masked in a text of any call, and why, without a call. A find that would end the
   * call is shown as its type.
   *
   * @throws IllegalStateException if {@code llmgw-core} is not there
   */
  public RedactionPreview preview(String text) {
    return ClientEngine.find().preview(this, text);
  }

  /** What holds for every call. */
  public RedactionPolicy policy() {
    return policy;
  }

  /**
   * What holds for calls of this caller for this model.
   *
   * @param model the name that the call gives; null for the client's default
   */
  public RedactionPolicy policy(Caller caller, @Nullable String model) {
    RedactionPolicy ofModel = model == null ? null : models.get(model);
    RedactionPolicy whole = policy.and(callers.apply(caller));
    return ofModel == null ? whole : whole.and(ofModel);
  }

  /** The detectors of the host. */
  public List<Detector> detectors() {
    return detectors;
  }

  /** Whether arguments of this tool are restored. */
  public boolean trusts(String tool) {
    return trustedTools.contains(tool);
  }

  /** What becomes of media. */
  public AttachmentPolicy attachments() {
    return attachments;
  }

  /** How long the masking of one request may take. */
  public Duration budget() {
    return budget;
  }

  @Override
  public String name() {
    return "redaction";
  }

  @Override
  public List<Interceptor> links(TimeSource time) {
    return List.of(ClientEngine.find().redaction(this, time));
  }
}
