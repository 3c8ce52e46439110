package io.llmgw.api.request;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a call may wait for what. Each clock is positive or not set; one that is not set is left
 * to the next level: the call's options, then those of its model or alias ({@link
 * io.llmgw.api.LlmClientBuilder#timeouts(String, Timeouts)}), then the client's, then the defaults.
 *
 * <p>They are written one after the other: {@code
 * Timeouts.firstToken(ofSeconds(20)).total(ofMinutes(2))}. Immutable and thread-safe.
 */
public sealed interface Timeouts extends RequestOption permits Timeouts.Clocks {
  /** Until a connection stands, TLS included; null when not set. */
  @Nullable Duration connect();

  /**
   * From the first byte of a request to its last: an upload that stalls. Null when not set, which
   * is the default: the clocks of the attempt and of the call cover an upload as well.
   */
  @Nullable Duration write();

  /**
   * From the moment that a request begins to go out to the first content; null when not set. What
   * comes before in the attempt may take as long again, with a clock of its own for {@link
   * #connect()}. A wait for a place within a limit of this process, such as the most connections to
   * a host, is bounded by {@link #attempt()} and {@link #total()} alone.
   */
  @Nullable Duration firstToken();

  /** From one piece of content to the next; pings do not count. Null when not set. */
  @Nullable Duration idle();

  /**
   * The slowest pace at which an answer may trickle in once it has begun. Null when not set, which
   * is the default: what is slow depends on the model, and a slow answer is worth more than none.
   */
  @Nullable LeastProgress leastProgress();

  /** From the start of an attempt to its end; null when not set. */
  @Nullable Duration attempt();

  /** From the start of the call to its end, waiting and retries included; null when not set. */
  @Nullable Duration total();

  /** These clocks, and those of the fallback that are not set here. */
  Timeouts or(Timeouts fallback);

  /** No clock is set. */
  static Clocks none() {
    return Clocks.UNSET;
  }

  /** Only {@link #connect()} is set. */
  static Clocks connect(Duration limit) {
    return Clocks.UNSET.connect(limit);
  }

  /** Only {@link #write()} is set. */
  static Clocks write(Duration limit) {
    return Clocks.UNSET.write(limit);
  }

  /** Only {@link #firstToken()} is set. */
  static Clocks firstToken(Duration limit) {
    return Clocks.UNSET.firstToken(limit);
  }

  /** Only {@link #idle()} is set. */
  static Clocks idle(Duration limit) {
    return Clocks.UNSET.idle(limit);
  }

  /** Only {@link #leastProgress()} is set: so many characters within each such window. */
  static Clocks leastProgress(int characters, Duration window) {
    return Clocks.UNSET.leastProgress(characters, window);
  }

  /** Only {@link #attempt()} is set. */
  static Clocks attempt(Duration limit) {
    return Clocks.UNSET.attempt(limit);
  }

  /** Only {@link #total()} is set. */
  static Clocks total(Duration limit) {
    return Clocks.UNSET.total(limit);
  }

  @Override
  default Class<Timeouts> key() {
    return Timeouts.class;
  }

  /**
   * A pace: this many characters of content must come within the window. The window begins with the
   * first content and anew whenever they have come; what came beyond them is not carried over. It
   * ends the attempt when it runs out before they have. A pause longer than the window ends it
   * therefore, however fast the answer was before.
   *
   * <p>Counted are the characters ({@code char}s) of text, reasoning, refusals and arguments of
   * tools. Any other content, such as the start of a tool call or an image, counts as all that was
   * asked for; usage reports and pings count nothing. The window runs only while somebody waits for
   * the answer, so a slow reader does not make a slow provider. Of an answer that comes whole, not
   * as a stream, there is no progress to be seen: {@link #firstToken()} and {@link #attempt()}
   * bound it.
   *
   * @param characters at least 1
   * @param window positive
   */
  record LeastProgress(int characters, Duration window) {
    /** Checks both. */
    public LeastProgress {
      if (characters < 1) {
        throw new IllegalArgumentException("characters must be at least 1, not " + characters);
      }
      Clocks.checkPositive("window", window);
    }

    @Override
    public String toString() {
      return characters + " characters in " + window;
    }
  }

  /**
   * The one kind of timeouts there is. It is a type of its own only so that {@code total(...)} can
   * be said both first and after another clock.
   *
   * @param connect until a connection stands; positive, null when not set
   * @param write from the first byte of a request to its last; positive, null when not set
   * @param firstToken from the moment that a request goes out to the first content; positive, null
   *     when not set
   * @param idle from one piece of content to the next; positive, null when not set
   * @param leastProgress the slowest pace of an answer; null when not set
   * @param attempt from the start of an attempt to its end; positive, null when not set
   * @param total from the start of the call to its end; positive, null when not set
   */
  record Clocks(
      @Nullable Duration connect,
      @Nullable Duration write,
      @Nullable Duration firstToken,
      @Nullable Duration idle,
      @Nullable LeastProgress leastProgress,
      @Nullable Duration attempt,
      @Nullable Duration total)
      implements Timeouts {
    private static final Clocks UNSET = new Clocks(null, null, null, null, null, null, null);

    /** Checks that each clock is positive. */
    public Clocks {
      checkPositive("connect", connect);
      checkPositive("write", write);
      checkPositive("firstToken", firstToken);
      checkPositive("idle", idle);
      checkPositive("attempt", attempt);
      checkPositive("total", total);
    }

    private static void checkPositive(String name, @Nullable Duration limit) {
      if (limit != null && (limit.isZero() || limit.isNegative())) {
        throw new IllegalArgumentException(name + " must be positive, not " + limit);
      }
    }

    /** The same with another {@link #connect()}. */
    public Clocks connect(Duration limit) {
      return new Clocks(limit, write, firstToken, idle, leastProgress, attempt, total);
    }

    /** The same with another {@link #write()}. */
    public Clocks write(Duration limit) {
      return new Clocks(connect, limit, firstToken, idle, leastProgress, attempt, total);
    }

    /** The same with another {@link #firstToken()}. */
    public Clocks firstToken(Duration limit) {
      return new Clocks(connect, write, limit, idle, leastProgress, attempt, total);
    }

    /** The same with another {@link #idle()}. */
    public Clocks idle(Duration limit) {
      return new Clocks(connect, write, firstToken, limit, leastProgress, attempt, total);
    }

    /** The same with another {@link #leastProgress()}. */
    public Clocks leastProgress(int characters, Duration window) {
      LeastProgress least = new LeastProgress(characters, window);
      return new Clocks(connect, write, firstToken, idle, least, attempt, total);
    }

    /** The same with another {@link #attempt()}. */
    public Clocks attempt(Duration limit) {
      return new Clocks(connect, write, firstToken, idle, leastProgress, limit, total);
    }

    /** The same with another {@link #total()}. */
    public Clocks total(Duration limit) {
      return new Clocks(connect, write, firstToken, idle, leastProgress, attempt, limit);
    }

    @Override
    public Timeouts or(Timeouts fallback) {
      return new Clocks(
          connect == null ? fallback.connect() : connect,
          write == null ? fallback.write() : write,
          firstToken == null ? fallback.firstToken() : firstToken,
          idle == null ? fallback.idle() : idle,
          leastProgress == null ? fallback.leastProgress() : leastProgress,
          attempt == null ? fallback.attempt() : attempt,
          total == null ? fallback.total() : total);
    }
  }
}
