package io.llmgw.api.request;

import java.time.Duration;
import java.util.Objects;

/**
 * What happens to an answer under way when its caller leaves it: ends the call, or closes its
 * stream. By default the provider's connection is cut at once, and what the attempt used is
 * estimated. With a drain the caller is let go as fast and is given nothing more, but the attempt
 * is read on in the background to the usage that the provider reports at its end, and accounted by
 * that.
 *
 * <pre>{@code
 * LlmClient.builder().usageDrain(UsageDrain.within(Duration.ofSeconds(10), 20_000))
 * llm.prompt(q).with(UsageDrain.OFF).stream()
 * }</pre>
 *
 * <p><b>Costs money:</b> a provider whose connection is cut stops writing sooner or later, one that
 * is read on writes to the end, and all of it is paid for. What is bought is the exact figure.
 *
 * <p>Set for one call, or for a client by {@code LlmClientBuilder.usageDrain}. Immutable and
 * thread-safe.
 *
 * @param time how long it is read on at most, not negative; zero for not at all
 * @param characters how much of the answer is read on at most, in characters, what is not text by
 *     its bytes; 0 for not at all. Of an answer that comes whole nothing is seen before all of it
 *     is there, so the time alone bounds it
 */
public record UsageDrain(Duration time, int characters) implements RequestOption {
  private static final Duration LONGEST = Duration.ofHours(1);

  /** The attempt ends with its call, and what was not reported is estimated: the default. */
  public static final UsageDrain OFF = new UsageDrain(Duration.ZERO, 0);

  /** Checks the ranges. */
  public UsageDrain {
    Objects.requireNonNull(time, "time");
    if (time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a drain takes 0 to " + LONGEST + ", not " + time);
    }
    if (characters < 0) {
      throw new IllegalArgumentException("a drain reads 0 characters or more, not " + characters);
    }
    if (time.isZero() != (characters == 0)) {
      throw new IllegalArgumentException(
          "a drain needs both a time and a number of characters, or neither: UsageDrain.OFF");
    }
  }

  /**
   * Reads on for so long and so much, whichever ends first; then the connection is cut after all,
   * and what was not reported is estimated.
   *
   * @param time more than zero, up to an hour
   * @param characters at least 1
   */
  public static UsageDrain within(Duration time, int characters) {
    return new UsageDrain(time, characters);
  }

  /** Whether anything is read on. */
  public boolean isOn() {
    return !time.isZero();
  }

  @Override
  public Class<UsageDrain> key() {
    return UsageDrain.class;
  }

  /** In words. */
  @Override
  public String toString() {
    return isOn() ? "drain within " + time + " and " + characters + " characters" : "no drain";
  }
}
