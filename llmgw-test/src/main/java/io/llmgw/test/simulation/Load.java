package io.llmgw.test.simulation;

import io.llmgw.api.request.ChatRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The calls of a {@link Simulation}: how many, how large, by which door. Immutable; every method
 * returns a load that differs in one thing.
 *
 * <pre>{@code
 * Load.perSecond(20).during(ofMinutes(10)).prompts(Size.logNormal(300, 0.8)).asStreams()
 * }</pre>
 *
 * @param perSecond how many arrive a second on average
 * @param from when the first may arrive
 * @param during how long they arrive
 * @param calls at most so many
 * @param evenly whether they arrive at the same distance, rather than by chance
 * @param streamed whether they are streams
 * @param leaving the share of its readers of streams who leave, from 0 to 1
 * @param pieces how many pieces of text they read before
 * @param prompts tokens of a prompt
 * @param answers tokens of an answer
 * @param changed makes each request what it is beyond a text of that size
 */
public record Load(
    double perSecond,
    Duration from,
    Duration during,
    int calls,
    boolean evenly,
    boolean streamed,
    double leaving,
    int pieces,
    Size prompts,
    Size answers,
    UnaryOperator<ChatRequest> changed) {
  private static final Duration FOREVER = Duration.ofDays(36_500);

  /** Checks the ranges. */
  public Load {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("calls a second must be above 0, not " + perSecond);
    }
    if (from.isNegative()) {
      throw new IllegalArgumentException("a load cannot begin at " + from);
    }
    if (during.isNegative() || during.isZero()) {
      throw new IllegalArgumentException("a load must last longer than " + during);
    }
    if (calls < 1) {
      throw new IllegalArgumentException("a load has at least 1 call, not " + calls);
    }
    if (!(leaving >= 0 && leaving <= 1)) {
      throw new IllegalArgumentException("a share must be from 0 to 1, not " + leaving);
    }
    if (pieces < 1) {
      throw new IllegalArgumentException("who leaves reads at least 1 piece, not " + pieces);
    }
    Objects.requireNonNull(prompts, "prompts");
    Objects.requireNonNull(answers, "answers");
    Objects.requireNonNull(changed, "changed");
  }

  /**
   * Calls that arrive by chance, independently of each other, for a minute from the beginning:
   * prompts of 200 tokens, answers of 100, whole ones, at the default model.
   */
  public static Load perSecond(double calls) {
    return new Load(
        calls,
        Duration.ZERO,
        Duration.ofMinutes(1),
        Integer.MAX_VALUE,
        false,
        false,
        0,
        1,
        Size.fixed(200),
        Size.fixed(100),
        UnaryOperator.identity());
  }

  /** The same for so long. */
  public Load during(Duration time) {
    return new Load(
        perSecond, from, time, calls, evenly, streamed, leaving, pieces, prompts, answers, changed);
  }

  /** The same for exactly so many calls, however long that takes. */
  public Load calls(int number) {
    return new Load(
        perSecond, from, FOREVER, number, evenly, streamed, leaving, pieces, prompts, answers,
        changed);
  }

  /** The same, from this time of the simulation on; default from its beginning. */
  public Load from(Duration time) {
    return new Load(
        perSecond, time, during, calls, evenly, streamed, leaving, pieces, prompts, answers,
        changed);
  }

  /** The same at equal distances. */
  public Load equallySpaced() {
    return new Load(
        perSecond, from, during, calls, true, streamed, leaving, pieces, prompts, answers, changed);
  }

  /** The same as streams. */
  public Load asStreams() {
    return new Load(
        perSecond, from, during, calls, evenly, true, leaving, pieces, prompts, answers, changed);
  }

  /**
   * The same as streams, a share of whose readers leave: one half by {@code cancel()} of the
   * stream, the other by a {@link io.llmgw.api.CancelHandle}. Who has the whole answer before
   * stays.
   *
   * @param share from 0 to 1
   * @param afterPieces how many pieces of text they read, at least 1; a simulated answer has one
   *     for its first token and one for each second that follows
   */
  public Load leaving(double share, int afterPieces) {
    return new Load(
        perSecond,
        from,
        during,
        calls,
        evenly,
        true,
        share,
        afterPieces,
        prompts,
        answers,
        changed);
  }

  /** The same with prompts of this size. */
  public Load prompts(Size tokens) {
    return new Load(
        perSecond, from, during, calls, evenly, streamed, leaving, pieces, tokens, answers,
        changed);
  }

  /** The same with answers of this size. */
  public Load answers(Size tokens) {
    return new Load(
        perSecond, from, during, calls, evenly, streamed, leaving, pieces, prompts, tokens,
        changed);
  }

  /**
   * The same with requests that are changed before they are made: {@code request ->
   * request.withModel("smart").with(Task.of("summary"))}. A prompt of your own counts for its own
   * size.
   */
  public Load each(UnaryOperator<ChatRequest> change) {
    return new Load(
        perSecond, from, during, calls, evenly, streamed, leaving, pieces, prompts, answers,
        change);
  }
}
