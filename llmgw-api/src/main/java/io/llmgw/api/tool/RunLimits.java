package io.llmgw.api.tool;

import io.llmgw.api.request.RequestOption;
import io.llmgw.api.usage.Cost;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a run may go, and what becomes of tools that fail. A run that meets a limit before the
 * model has answered ends with an error of kind {@link io.llmgw.api.error.ErrorKind#RUN_LIMIT}, or
 * {@code TIMEOUT} where it is the time; what was paid for until then is in its attempts.
 *
 * <pre>{@code
 * llm.prompt(q).tools(weather).with(RunLimits.DEFAULT.rounds(4).total(ofSeconds(30))).text()
 * }</pre>
 *
 * <p>Immutable and thread-safe; changed by copies.
 */
public final class RunLimits implements RequestOption {
  /** The limits of a run that sets none. */
  public static final RunLimits DEFAULT =
      new RunLimits(10, 100, null, null, 8, 100_000, ToolFailures.TELL_MODEL);

  private static final int MOST_ROUNDS = 1_000;
  private static final int MOST_CALLS = 10_000;
  private static final int MOST_PARALLEL = 64;
  private static final int MOST_RESULT_CHARS = 10_000_000;

  private final int rounds;
  private final int calls;
  private final @Nullable Duration total;
  private final @Nullable Cost cost;
  private final int parallelTools;
  private final int resultChars;
  private final ToolFailures toolFailures;

  private RunLimits(
      int rounds,
      int calls,
      @Nullable Duration total,
      @Nullable Cost cost,
      int parallelTools,
      int resultChars,
      ToolFailures toolFailures) {
    this.rounds = rounds;
    this.calls = calls;
    this.total = total;
    this.cost = cost;
    this.parallelTools = parallelTools;
    this.resultChars = resultChars;
    this.toolFailures = toolFailures;
  }

  /** At most so many calls of the model, repairs included; 1 to 1000, default 10. */
  public RunLimits rounds(int most) {
    checkRange("rounds", most, MOST_ROUNDS);
    return new RunLimits(most, calls, total, cost, parallelTools, resultChars, toolFailures);
  }

  /** At most so many calls of the model. */
  public int rounds() {
    return rounds;
  }

  /**
   * At most so many calls of tools, those with errors included; 1 to 10,000, default 100. Where an
   * answer asks for more than are left, none of them is called.
   */
  public RunLimits calls(int most) {
    checkRange("calls", most, MOST_CALLS);
    return new RunLimits(rounds, most, total, cost, parallelTools, resultChars, toolFailures);
  }

  /** At most so many calls of tools. */
  public int calls() {
    return calls;
  }

  /**
   * From the start of the run to its end, tools included; positive. Default the {@code total} of
   * the call's {@link io.llmgw.api.request.Timeouts}, which bounds each round in any case.
   */
  public RunLimits total(Duration limit) {
    if (limit.isZero() || limit.isNegative()) {
      throw new IllegalArgumentException("total must be positive, not " + limit);
    }
    return new RunLimits(rounds, calls, limit, cost, parallelTools, resultChars, toolFailures);
  }

  /** From the start of the run to its end; null for the total of the call. */
  public @Nullable Duration total() {
    return total;
  }

  /**
   * No further round begins once the rounds so far have cost this much; positive, default none.
   * What a round costs is known when it has ended, so the last one may go beyond. A cost that is
   * unknown counts with the part of it that is known: where no price is known, this limits nothing,
   * and the trail of the answer says so. The same goes for a cost in another currency.
   */
  public RunLimits cost(BigDecimal limit, String currency) {
    if (limit.signum() <= 0) {
      throw new IllegalArgumentException("cost must be positive, not " + limit);
    }
    Cost most = Cost.estimated(limit, currency);
    return new RunLimits(rounds, calls, total, most, parallelTools, resultChars, toolFailures);
  }

  /** What the rounds may cost; null for any. */
  public @Nullable Cost cost() {
    return cost;
  }

  /** So many tools of one answer run at the same time; 1 to 64, default 8. */
  public RunLimits parallelTools(int most) {
    checkRange("parallelTools", most, MOST_PARALLEL);
    return new RunLimits(rounds, calls, total, cost, most, resultChars, toolFailures);
  }

  /** So many tools of one answer run at the same time. */
  public int parallelTools() {
    return parallelTools;
  }

  /**
   * The longest result of a tool, in UTF-16 chars; 1 to 10,000,000, default 100,000. Of a longer
   * one the model gets no part: it is told to ask for less, since it would take a part for the
   * whole.
   */
  public RunLimits resultChars(int most) {
    checkRange("resultChars", most, MOST_RESULT_CHARS);
    return new RunLimits(rounds, calls, total, cost, parallelTools, most, toolFailures);
  }

  /** The longest result of a tool, in UTF-16 chars. */
  public int resultChars() {
    return resultChars;
  }

  /** What becomes of a tool that throws; default {@link ToolFailures#TELL_MODEL}. */
  public RunLimits toolFailures(ToolFailures what) {
    Objects.requireNonNull(what, "what");
    return new RunLimits(rounds, calls, total, cost, parallelTools, resultChars, what);
  }

  /** What becomes of a tool that throws. */
  public ToolFailures toolFailures() {
    return toolFailures;
  }

  private static void checkRange(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " must be 1 to " + most + ", not " + value);
    }
  }

  @Override
  public Class<RunLimits> key() {
    return RunLimits.class;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RunLimits that
        && rounds == that.rounds
        && calls == that.calls
        && Objects.equals(total, that.total)
        && Objects.equals(cost, that.cost)
        && parallelTools == that.parallelTools
        && resultChars == that.resultChars
        && toolFailures == that.toolFailures;
  }

  @Override
  public int hashCode() {
    return Objects.hash(rounds, calls, total, cost, parallelTools, resultChars, toolFailures);
  }

  @Override
  public String toString() {
    return "RunLimits[rounds="
        + rounds
        + (", calls=" + calls)
        + (total == null ? "" : ", total=" + total)
        + (cost == null ? "" : ", cost=" + cost)
        + (", parallelTools=" + parallelTools + ", resultChars=" + resultChars)
        + (", toolFailures=" + toolFailures + "]");
  }
}
