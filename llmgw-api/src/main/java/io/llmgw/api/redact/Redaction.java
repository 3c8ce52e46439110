package io.llmgw.api.redact;

import io.llmgw.api.Caller;
import io.llmgw.api.ClientEngine;
import io.llmgw.api.chain.Feature;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.extend.Extensions;
import io.llmgw.api.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
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
 * runs out, or there is a find whose masking is {@link Masking#block()}. That holds for text that
 * nobody sees ({@link EntitySets#HIDDEN}) unless the policy says otherwise.
 *
 * <p>Immutable and thread-safe: each method returns a feature that differs in one thing.
 */
public final class Redaction implements Feature {
  /** How long the masking of one request may take if nothing else is said. */
  public static final Duration BUDGET = Duration.ofSeconds(2);

  /** How long names of types may be whose placeholders nobody can guess. */
  public static final int LONGEST_GUARDED = 18;

  private static final Duration MOST_BUDGET = Duration.ofHours(1);

  private static final int SHORTEST_KEY = 16;

  private final RedactionPolicy policy;
  private final List<Detector> detectors;
  private final List<TextPattern> patterns;
  private final List<WordList> words;
  private final Function<Caller, RedactionPolicy> callers;
  private final Map<String, RedactionPolicy> models;
  private final Set<String> trustedTools;
  private final AttachmentPolicy attachments;
  private final Duration budget;
  private final byte @Nullable [] suffixKey;
  private final boolean isShadow;

  private Redaction(Draft draft) {
    this.policy = draft.policy;
    this.detectors = List.copyOf(draft.detectors);
    this.patterns = List.copyOf(draft.patterns);
    this.words = List.copyOf(draft.words);
    this.callers = draft.callers;
    this.models = Map.copyOf(draft.models);
    this.trustedTools = Set.copyOf(draft.trustedTools);
    this.attachments = draft.attachments;
    this.budget = draft.budget;
    this.suffixKey = draft.suffixKey;
    this.isShadow = draft.isShadow;
  }

  /** Each type of these sets gets a placeholder. */
  public static Redaction of(EntitySet... sets) {
    return of(RedactionPolicy.of(sets));
  }

  /** What this policy says, for every call. */
  public static Redaction of(RedactionPolicy policy) {
    return new Redaction(new Draft(Objects.requireNonNull(policy, "policy")));
  }

  private Redaction changed(Consumer<Draft> change) {
    Draft draft = new Draft(policy);
    draft.detectors.addAll(detectors);
    draft.patterns.addAll(patterns);
    draft.words.addAll(words);
    draft.callers = callers;
    draft.models.putAll(models);
    draft.trustedTools.addAll(trustedTools);
    draft.attachments = attachments;
    draft.budget = budget;
    draft.suffixKey = suffixKey;
    draft.isShadow = isShadow;
    change.accept(draft);
    return new Redaction(draft);
  }

  /** Another action for a type, which is looked for from now on. */
  public Redaction with(EntityType type, Masking masking) {
    return with(EntitySet.of(type), masking);
  }

  /** Another action for the types of a set, which are looked for from now on. */
  public Redaction with(EntitySet set, Masking masking) {
    return changed(draft -> draft.policy = policy.with(set, masking));
  }

  /**
   * Detectors of the host besides the built-in rules; added to those so far. Types of theirs that
   * the policy does not speak of get a placeholder.
   */
  public Redaction detectors(Detector... more) {
    return changed(draft -> List.of(more).forEach(draft::add));
  }

  /**
   * Detectors that jars on the class or module path offer by {@link java.util.ServiceLoader}, by
   * their {@linkplain Detector#name() names}; else as {@link #detectors(Detector...)}. None is used
   * unless it is named here: a jar on the path never silently sees prompts.
   *
   * @throws IllegalStateException when there is none of a name: the message says which there are,
   *     and which were skipped for what reason; when there are two of it, or one cannot be used
   */
  public Redaction detectors(String... names) {
    Extensions<Detector> found = new Extensions<>(Detector.class, "detector", Detector::name);
    return changed(
        draft -> {
          for (String name : names) {
            draft.add(found.make(name, Redaction::usable));
          }
        });
  }

  private static Detector usable(Detector detector) {
    Set<EntityType> types;
    try {
      types = Set.copyOf(detector.types());
    } catch (RuntimeException e) { // a stranger's code
      throw new IllegalStateException(
          "detector '" + detector.name() + "' cannot be used: its types() fails with " + e, e);
    }
    if (types.isEmpty()) {
      throw new IllegalStateException(
          "detector '" + detector.name() + "' cannot be used: it names no type");
    }
    return detector;
  }

  /** As {@link #pattern(EntityType, String, Confidence)}, of {@link Confidence#HIGH}. */
  public Redaction pattern(EntityType type, String regex) {
    return pattern(type, regex, Confidence.HIGH);
  }

  /**
   * A regular expression of the host besides the built-in rules; added to those so far. It sees
   * text as rules do: look-alikes are read as plain chars. A type that the policy does not speak of
   * gets a placeholder. One that RE2 cannot read, or that matches an empty text, fails when the
   * client is built.
   *
   * @param regex see {@link TextPattern}
   */
  public Redaction pattern(EntityType type, String regex, Confidence confidence) {
    TextPattern pattern = new TextPattern(type, regex, confidence);
    return changed(
        draft -> {
          draft.patterns.add(pattern);
          draft.lookFor(type);
        });
  }

  /** As {@link #words(EntityType, Collection, Confidence)}, of {@link Confidence#HIGH}. */
  public Redaction words(EntityType type, Collection<String> words) {
    return words(type, words, Confidence.HIGH);
  }

  /**
   * Words of the host besides the built-in rules, such as the names of its customers; added to
   * those so far. They are found as whole words, in upper and lower case, with accents and without,
   * and whatever blanks stand between those of one entry. A type that the policy does not speak of
   * gets a placeholder.
   *
   * @param words see {@link WordList} for how many there may be
   */
  public Redaction words(EntityType type, Collection<String> words, Confidence confidence) {
    WordList list = WordList.of(type, words, confidence);
    return changed(
        draft -> {
          draft.words.add(list);
          draft.lookFor(type);
          draft.checkWords();
        });
  }

  /**
   * What is asked for besides, by who calls: it can make the policy stricter, never looser.
   *
   * @param stricter asked for each call, on its thread: must be quick, and must not return null;
   *     one that throws fails the call
   */
  public Redaction forCallers(Function<Caller, RedactionPolicy> stricter) {
    Objects.requireNonNull(stricter, "stricter");
    return changed(draft -> draft.callers = stricter);
  }

  /**
   * What is asked for besides where a call names this model or alias: it can make the policy
   * stricter, never looser. Replaces an earlier one of that name. A call that names none is held to
   * what is asked for the client's default model; a target is not known by then where an alias may
   * lead to several.
   */
  public Redaction forModel(String name, RedactionPolicy stricter) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(stricter, "stricter");
    return changed(draft -> draft.models.put(name, stricter));
  }

  /**
   * Tools whose arguments are restored, by name; added to those so far. The others get the
   * placeholders: a model that was misled by what it reads could hand a value to a tool that gives
   * it away.
   */
  public Redaction trustingTools(String... names) {
    return changed(draft -> draft.trustedTools.addAll(List.of(names)));
  }

  /** What becomes of media, which no rule looks into; default {@link AttachmentPolicy#ALLOW}. */
  public Redaction attachments(AttachmentPolicy changed) {
    Objects.requireNonNull(changed, "changed");
    return changed(draft -> draft.attachments = changed);
  }

  /**
   * How long the masking of one request may take; default {@link #BUDGET}. Looked at after each
   * text and each attachment that is read, between two matches of a pattern and before each
   * detector; a call that takes longer fails before anything is sent. A detector that does not
   * return holds its call.
   *
   * @param longest more than zero, at most an hour
   */
  public Redaction budget(Duration longest) {
    if (longest.isNegative() || longest.isZero() || longest.compareTo(MOST_BUDGET) > 0) {
      throw new IllegalArgumentException(
          "budget of " + longest + ": must be more than zero, at most " + MOST_BUDGET);
    }
    return changed(draft -> draft.budget = longest);
  }

  /**
   * Placeholders that nobody can guess, such as {@code <EMAIL_1_k3f9x>}: the last five chars are
   * made from this key, the caller's tenant, the type and the value (HMAC-SHA256). So a
   * conversation keeps its placeholders, and another tenant has others for the same values;
   * requests of two tenants are never sent alike. What names a placeholder without its right end is
   * not restored. Types that get placeholders must have names of at most {@value #LONGEST_GUARDED}
   * chars then, or the client cannot be built.
   *
   * @param key at least 16 bytes, copied
   */
  public Redaction unguessable(byte[] key) {
    if (Objects.requireNonNull(key, "key").length < SHORTEST_KEY) {
      throw new IllegalArgumentException(
          "key of " + key.length + " bytes: must have " + SHORTEST_KEY + " at least");
    }
    byte[] copy = key.clone();
    return changed(draft -> draft.suffixKey = copy);
  }

  /**
   * Everything is sent as it is, and what would be masked or refused is {@linkplain
   * Redactions#reported reported}, whatever the policies say, also those of callers and models: to
   * try a policy on live calls before it holds. What would have ended a call stands in its trail.
   */
  public Redaction shadow() {
    return changed(draft -> draft.isShadow = true);
  }

  /**
   * What a call would mask in a text, and why; a find that would end the call is shown as its type.
   *
   * @throws io.llmgw.api.error.LlmException if it is over its {@link #budget()} or a detector fails
   * @throws IllegalStateException if {@code llmgw-core} is not there
   * @throws IllegalArgumentException if a client with this could not be built
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

  /** What is asked for besides where calls name a model: a policy for each. */
  public List<RedactionPolicy> ofModels() {
    return List.copyOf(models.values());
  }

  /** The detectors of the host. */
  public List<Detector> detectors() {
    return detectors;
  }

  /** The regular expressions of the host. */
  public List<TextPattern> patterns() {
    return patterns;
  }

  /** The words of the host. */
  public List<WordList> words() {
    return words;
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

  /** A copy of the key that makes placeholders unguessable; null where they are not. */
  public byte @Nullable [] suffixKey() {
    return suffixKey == null ? null : suffixKey.clone();
  }

  /** Whether everything is sent as it is, and only reported. */
  public boolean isShadow() {
    return isShadow;
  }

  @Override
  public String name() {
    return "redaction";
  }

  @Override
  public List<Interceptor> links(TimeSource time) {
    return List.of(ClientEngine.find().redaction(this, time));
  }

  /** What is being changed. */
  private static final class Draft {
    RedactionPolicy policy;
    final List<Detector> detectors = new ArrayList<>();
    final List<TextPattern> patterns = new ArrayList<>();
    final List<WordList> words = new ArrayList<>();
    Function<Caller, RedactionPolicy> callers = caller -> RedactionPolicy.of();
    final Map<String, RedactionPolicy> models = new TreeMap<>();
    final Set<String> trustedTools = new TreeSet<>();
    AttachmentPolicy attachments = AttachmentPolicy.ALLOW;
    Duration budget = BUDGET;
    byte @Nullable [] suffixKey;
    boolean isShadow;

    Draft(RedactionPolicy policy) {
      this.policy = policy;
    }

    void add(Detector detector) {
      detectors.add(detector);
      detector.types().forEach(this::lookFor);
    }

    void lookFor(EntityType type) {
      if (!policy.types().contains(type)) {
        policy = policy.with(type, Masking.placeholder());
      }
    }

    void checkWords() {
      int all = words.stream().mapToInt(list -> list.words().size()).sum();
      if (all > WordList.MOST) {
        throw new IllegalArgumentException(
            all + " words in all lists: must be " + WordList.MOST + " at most");
      }
    }
  }
}
