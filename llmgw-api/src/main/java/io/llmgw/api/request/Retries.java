package io.llmgw.api.request;

/**
 * How often a call is tried at a target with the same key. What fails before the first content and
 * may succeed when it is made again is repeated after a wait, as long as tries, deadline and the
 * retry budget of the target allow it; nothing is repeated after content. Each try is an attempt of
 * its own in the account of the call. A further key or target is a choice and no repeat, also for a
 * call that is tried once; a call repeats at most 6 times, or as often as its tries say.
 *
 * <pre>{@code
 * llm.prompt(q).with(Retries.upTo(5)).text()
 * llm.prompt(q).with(Retries.none()).text()
 * }</pre>
 *
 * <p>Set for one call, or for a client by {@code LlmClientBuilder.retries}. Immutable and
 * thread-safe.
 *
 * @param tries at most so many, the first one included; 1 to 10, default 3
 */
public record Retries(int tries) implements RequestOption {
  /** The tries of a call that sets none, by a client that sets none: 3. */
  public static final Retries DEFAULT = new Retries(3);

  private static final Retries NONE = new Retries(1);
  private static final int MOST_TRIES = 10;

  /** Checks the range. */
  public Retries {
    if (tries < 1 || tries > MOST_TRIES) {
      throw new IllegalArgumentException("tries must be 1 to " + MOST_TRIES + ", not " + tries);
    }
  }

  /** At most so many tries, the first one included; 1 to 10. */
  public static Retries upTo(int tries) {
    return new Retries(tries);
  }

  /** One try: whatever fails is the caller's to repeat. */
  public static Retries none() {
    return NONE;
  }

  @Override
  public Class<Retries> key() {
    return Retries.class;
  }

  /** In words, as {@code explain} shows it. */
  @Override
  public String toString() {
    return tries == 1 ? "no retries" : "up to " + tries + " tries";
  }
}
