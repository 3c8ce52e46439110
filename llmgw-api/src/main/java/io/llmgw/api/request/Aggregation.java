package io.llmgw.api.request;

import java.time.Duration;
import java.util.Objects;

/**
 * Whether small embedding calls that are made at about the same time go to the provider in one
 * request. A call waits for others for a short time; then the texts of all of them are sent
 * together, and each gets the vectors of its own, its share of the usage and of the cost, and its
 * own failure, cancel and deadline.
 *
 * <pre>{@code
 * LlmClient.builder().aggregation(Aggregation.within(Duration.ofMillis(5), 64))
 * llm.embed(EmbeddingRequest.of(text).with(Aggregation.ALONE))
 * }</pre>
 *
 * <p><b>Costs time:</b> a call to which nobody comes has waited the whole window for nothing. It is
 * for services whose many threads embed one text each; whoever has a list gives it to {@code embed}
 * at once.
 *
 * <p>Only calls go together that are the same in all but their texts: model, dimensions, extra
 * fields and headers, options, clocks (their total apart), keys, and the targets that their route
 * leads to. Whose they may be, {@link Among} says. Calls that links make on behalf of others go
 * alone. Set for a client by {@code LlmClientBuilder.aggregation}; off by default. Immutable and
 * thread-safe.
 *
 * @param window how long the first call waits for others, up to a minute; zero for off
 * @param texts how many texts go in one request at most, 2 to 10,000; fewer where the provider
 *     takes fewer. A call that has as many itself goes alone. 0 for off
 * @param among whose calls go together
 */
public record Aggregation(Duration window, int texts, Among among) {
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int MOST_TEXTS = 10_000;

  /** Each call is a request of its own: the default. */
  public static final Aggregation OFF = new Aggregation(Duration.ZERO, 0, Among.TENANT);

  /** The option of a call that waits for nobody. */
  public static final Alone ALONE = new Alone();

  /** Checks the ranges. */
  public Aggregation {
    Objects.requireNonNull(among, "among");
    if (window.isNegative() || window.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a window is 0 to " + LONGEST + ", not " + window);
    }
    if (texts < 0 || texts == 1 || texts > MOST_TEXTS) {
      throw new IllegalArgumentException(
          "a request has 2 to " + MOST_TEXTS + " texts, not " + texts + "; 0 for off");
    }
    if (window.isZero() != (texts == 0)) {
      throw new IllegalArgumentException(
          "an aggregation needs both a window and a number of texts, or neither: Aggregation.OFF");
    }
  }

  /**
   * Calls of the same tenant go together.
   *
   * @param window more than zero, up to a minute
   * @param texts 2 to 10,000
   */
  public static Aggregation within(Duration window, int texts) {
    return new Aggregation(window, texts, Among.TENANT);
  }

  /** The same for calls of these callers; default {@link Among#TENANT}. */
  public Aggregation among(Among callers) {
    return new Aggregation(window, texts, callers);
  }

  /** Whether any calls go together. */
  public boolean isOn() {
    return texts > 0;
  }

  /** In words. */
  @Override
  public String toString() {
    return isOn()
        ? "up to " + texts + " texts within " + window.toMillis() + " ms, among " + among
        : "no aggregation";
  }

  /**
   * Whose calls go together. What is done for all of them is done on behalf of the one that came
   * first. So where links of features or of the house stand between {@code ROUTE} and the provider,
   * which may ask who calls, only those of equal callers do, whatever is set.
   */
  public enum Among {
    /** Calls of equal callers: tenant, application, user, roles and tags. */
    CALLER,
    /** Calls of the same tenant, and those without one among each other; the default. */
    TENANT,
    /**
     * Calls of all tenants. The provider then gets texts of several in one request, with the key of
     * all of them, and metrics of attempts have the tenant of the call that came first.
     */
    EVERYBODY
  }

  /** The one value of the option. */
  public static final class Alone implements RequestOption {
    private Alone() {}

    @Override
    public Class<Alone> key() {
      return Alone.class;
    }

    @Override
    public String toString() {
      return "alone";
    }
  }
}
