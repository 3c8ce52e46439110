package io.llmgw.cache;

import io.llmgw.cache.similar.Comparison;
import io.llmgw.cache.similar.LexicalEmbedder;
import io.llmgw.cache.similar.SemanticSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;

/**
 * Answers a question with what was answered to a similar one: {@code
 * ResponseCache.ofMegabytes(64).semantic(Semantic.byModel("openai/text-embedding-3-small"))}. Off
 * unless it is given to a cache.
 *
 * <p>Everything but the text of the last user turn has to be equal, as for an equal question: who
 * asks, the model, the system prompt, tools, settings, earlier turns. The two texts have to be as
 * similar as the threshold says, and must not differ in what changes answers ({@link Veto}). Only
 * texts of at most 8,000 chars take part; images, tool results and answers that ask for tools do
 * not.
 *
 * <p>No embedding tells reliably whether two questions have one answer: {@linkplain #shadow()
 * measure} with your own questions before you trust it. Immutable and thread-safe.
 */
public final class Semantic {
  /** How similar questions must be if nothing else is said. */
  public static final double THRESHOLD = 0.95;

  /** How many questions can be found if nothing else is said. */
  public static final int MOST_ENTRIES = 10_000;

  /** How long an embedding is waited for if nothing else is said. */
  public static final Duration WITHIN = Duration.ofSeconds(1);

  private static final int LARGEST = 1_000_000;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final SemanticSettings settings;

  private Semantic(SemanticSettings settings) {
    this.settings = settings;
  }

  private static Semantic of(SemanticSettings.Source source) {
    return new Semantic(
        new SemanticSettings(source, THRESHOLD, Map.of(), MOST_ENTRIES, WITHIN, null, null));
  }

  /**
   * By an embedding model of the gateway. Each question that is not answered by an equal one makes
   * a call of purpose {@code semantic-cache}, on behalf of the same caller, of masked text; known
   * texts are not embedded again.
   *
   * @param model {@code provider/model} or an alias; where an alias leads to several models, the
   *     vectors of each are compared among themselves alone
   */
  public static Semantic byModel(String model) {
    if (model.isBlank()) {
      throw new IllegalArgumentException("the embedding model must not be blank");
    }
    return of(new SemanticSettings.ByModel(model));
  }

  /** By a function of the process. */
  public static Semantic by(TextEmbedder embedder) {
    return of(new SemanticSettings.ByFunction(Objects.requireNonNull(embedder, "embedder")));
  }

  /**
   * By words and parts of words that two texts have in common, hashed into 384 numbers; needs no
   * model. It knows nothing of meaning: "How do I cancel?" and "What ends my contract?" have
   * nothing in common. For tests, and where there is no model.
   */
  public static Semantic lexical() {
    return of(new SemanticSettings.Lexical(new LexicalEmbedder()));
  }

  /**
   * How similar two questions must be, by the cosine of their vectors: 0 to 1, default 0.95. What
   * is right depends on the embedding and on the questions. Where a call, its model or the client
   * ask for more ({@link CacheControl#similarity}), that counts.
   */
  public Semantic threshold(double least) {
    return with(settings.withThreshold(CacheControl.checkSimilarity(least)));
  }

  /** The same in one namespace, instead of what is said for all. */
  public Semantic threshold(String namespace, double least) {
    Map<String, Double> thresholds = new HashMap<>(settings.thresholds());
    thresholds.put(
        Objects.requireNonNull(namespace, "namespace"), CacheControl.checkSimilarity(least));
    return with(settings.withThresholds(thresholds));
  }

  /**
   * How many questions can be found; what is used least makes room. 1 to 1,000,000, default 10,000.
   * Each look compares with all of its group, and each question takes memory of the cache: 4 bytes
   * for each number of its vector, 8 for each of the first 128, and some KiB for its words.
   */
  public Semantic mostEntries(int most) {
    if (most < 1 || most > LARGEST) {
      throw new IllegalArgumentException("mostEntries must be 1 to " + LARGEST + ", not " + most);
    }
    return with(settings.withMostEntries(most));
  }

  /**
   * How long an embedding is waited for; then the call goes on without. More than 0 to 1 minute,
   * default 1 second. After five failures in a row none is asked for during 10 seconds.
   */
  public Semantic within(Duration longest) {
    if (longest.isNegative() || longest.isZero() || longest.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "within must be more than 0 and at most " + LONGEST + ", not " + longest);
    }
    return with(settings.withWithin(longest));
  }

  /**
   * Gives no answer of a similar question. Where it would, the call goes on, and its answer is
   * compared with the kept one by the words that they have in common, and by numbers, denials and
   * opposites: {@link ResponseCache#semanticReport} has the figures. That comparison is rough; it
   * takes the same answer in other words for another one, and a wrong one in the same words for the
   * same.
   */
  public Semantic shadow() {
    return with(settings.withShadow(Comparison::haveWordsInCommon));
  }

  /**
   * The same, with a comparison of your own.
   *
   * @param isSameAnswer told the kept answer and that of the call, both masked; called on the
   *     thread that got the answer, before its caller has it: quick. What it throws is reported
   *     without text, and counts as not compared
   */
  public Semantic shadow(BiPredicate<String, String> isSameAnswer) {
    return with(settings.withShadow(Objects.requireNonNull(isSameAnswer, "isSameAnswer")));
  }

  /** Another index; default one that compares with all. It belongs to one cache. */
  public Semantic index(VectorIndex index) {
    return with(settings.withIndex(Objects.requireNonNull(index, "index")));
  }

  private static Semantic with(SemanticSettings settings) {
    return new Semantic(settings);
  }

  SemanticSettings settings() {
    return settings;
  }
}
