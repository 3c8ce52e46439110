package io.llmgw.api.usage;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tokens by kind, each of them reported, estimated or unknown. A kind that was not said is unknown,
 * and one that was said to be zero is zero: the two are never confused.
 *
 * <p>Immutable and thread-safe.
 */
public final class Usage {
  /** Nothing is known, as for an attempt that broke before the provider counted. */
  public static final Usage UNKNOWN = new Builder().build();

  /** All kinds are reported as zero, as for an answer from a cache; neutral in sums. */
  public static final Usage ZERO = zero();

  private static final TokenKind[] KINDS = TokenKind.values();

  // One bit per kind, by ordinal. A kind in neither mask is unknown.
  private final int reported;
  private final int estimated;
  // The kinds that have a number other than zero; the numbers stand side by side in their order.
  private final int present;
  private final long[] numbers;

  private Usage(Builder builder) {
    reported = builder.reported;
    estimated = builder.estimated;
    int mask = 0;
    for (int i = 0; i < builder.numbers.length; i++) {
      mask |= builder.numbers[i] == 0 ? 0 : 1 << i;
    }
    present = mask;
    numbers = new long[Integer.bitCount(mask)];
    int next = 0;
    for (long number : builder.numbers) {
      if (number != 0) {
        numbers[next++] = number;
      }
    }
  }

  private static Usage zero() {
    Builder builder = new Builder();
    for (TokenKind kind : TokenKind.values()) {
      builder.reported(kind, 0);
    }
    return builder.build();
  }

  /** A builder with all kinds unknown. */
  public static Builder builder() {
    return new Builder();
  }

  /** The reported usage of most answers: so many tokens in, so many out, the parts unknown. */
  public static Usage reported(long inputTokens, long outputTokens) {
    return builder()
        .reported(TokenKind.INPUT, inputTokens)
        .reported(TokenKind.OUTPUT, outputTokens)
        .build();
  }

  /** The count of a kind. */
  public TokenCount count(TokenKind kind) {
    Provenance provenance = provenance(kind);
    long tokens = tokens(kind);
    return provenance == Provenance.UNKNOWN && tokens == 0
        ? TokenCount.UNKNOWN
        : new TokenCount(tokens, provenance);
  }

  /** The number of a kind, as {@link #count} has it: where it is unknown, the lower bound. */
  public long tokens(TokenKind kind) {
    int bit = bit(kind);
    return (present & bit) == 0 ? 0 : numbers[Integer.bitCount(present & (bit - 1))];
  }

  /** Whether the kind is reported or estimated. */
  public boolean isKnown(TokenKind kind) {
    return provenance(kind) != Provenance.UNKNOWN;
  }

  /** Whether no count is larger than this, no lower bound either. */
  public boolean isAtMost(long tokens) {
    for (long number : numbers) {
      if (number > tokens) {
        return false;
      }
    }
    return true;
  }

  /** Whether no kind is known, nor a lower bound of one. */
  public boolean isUnknown() {
    return (reported | estimated | present) == 0;
  }

  /** All that the model read. */
  public TokenCount inputTokens() {
    return count(TokenKind.INPUT);
  }

  /** All that the model wrote. */
  public TokenCount outputTokens() {
    return count(TokenKind.OUTPUT);
  }

  /**
   * What the model wrote beside its reasoning, as far as the two are known: the tokens of an answer
   * whose reasoning nobody is shown. At least 0, where a provider counts more reasoning than output
   * too.
   */
  public long tokensBesideReasoning() {
    return Math.max(0, tokens(TokenKind.OUTPUT) - tokens(TokenKind.REASONING));
  }

  /** Input and output together; unknown, with a lower bound, when one of them is. */
  public TokenCount total() {
    return inputTokens().plus(outputTokens());
  }

  /**
   * The sum kind by kind, each as {@link TokenCount#plus} adds: a kind that one side does not know
   * is unknown in the sum, with the other side's tokens as the lower bound.
   */
  public Usage plus(Usage other) {
    Builder sum = new Builder();
    for (TokenKind kind : KINDS) {
      sum.set(
          kind,
          Math.addExact(tokens(kind), other.tokens(kind)),
          provenance(kind).weaker(other.provenance(kind)));
    }
    return sum.build();
  }

  /**
   * This usage, with the kinds that are unknown here taken from the other, unless that has fewer
   * tokens than the lower bound here.
   */
  public Usage or(Usage fallback) {
    Builder merged = new Builder();
    for (TokenKind kind : KINDS) {
      Usage source = isKnown(kind) || fallback.tokens(kind) < tokens(kind) ? this : fallback;
      merged.set(kind, source.tokens(kind), source.provenance(kind));
    }
    return merged.build();
  }

  private static int bit(TokenKind kind) {
    return 1 << position(kind);
  }

  @SuppressWarnings("EnumOrdinal") // an order among fields of this class, never stored or sent
  private static int position(TokenKind kind) {
    return kind.ordinal();
  }

  private Provenance provenance(TokenKind kind) {
    int bit = bit(kind);
    if ((reported & bit) != 0) {
      return Provenance.REPORTED;
    }
    return (estimated & bit) != 0 ? Provenance.ESTIMATED : Provenance.UNKNOWN;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Usage that
        && reported == that.reported
        && estimated == that.estimated
        && present == that.present
        && Arrays.equals(numbers, that.numbers);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * reported + estimated) + Arrays.hashCode(numbers);
  }

  /** The kinds of which anything is known, e.g. {@code Usage[input=12, output=~40]}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("Usage[");
    String separator = "";
    for (TokenKind kind : KINDS) {
      TokenCount count = count(kind);
      if (!count.equals(TokenCount.UNKNOWN)) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        out.append(separator).append(name).append('=').append(count);
        separator = ", ";
      }
    }
    return out.append(']').toString();
  }

  /** Collects counts, at most one per kind. Not thread-safe. */
  public static final class Builder {
    private final long[] numbers = new long[TokenKind.values().length];
    private int reported;
    private int estimated;
    private int lowerBounds;

    private Builder() {}

    /**
     * Sets what the provider reported.
     *
     * @throws IllegalStateException if the kind has a count already
     */
    public Builder reported(TokenKind kind, long tokens) {
      return set(kind, tokens, Provenance.REPORTED);
    }

    /**
     * Sets what was counted or computed on this side.
     *
     * @throws IllegalStateException if the kind has a count already
     */
    public Builder estimated(TokenKind kind, long tokens) {
      return set(kind, tokens, Provenance.ESTIMATED);
    }

    /**
     * Sets what is known of a count that is unknown otherwise.
     *
     * @throws IllegalStateException if the kind has a count already
     */
    public Builder atLeast(TokenKind kind, long tokens) {
      return set(kind, tokens, Provenance.UNKNOWN);
    }

    private Builder set(TokenKind kind, long tokens, Provenance provenance) {
      int bit = bit(kind);
      if (((reported | estimated | lowerBounds) & bit) != 0) {
        throw new IllegalStateException(kind + " has a count already");
      }
      if (tokens < 0) {
        throw new IllegalArgumentException(kind + " must be at least 0, not " + tokens);
      }
      numbers[position(kind)] = tokens;
      switch (provenance) {
        case REPORTED -> reported |= bit;
        case ESTIMATED -> estimated |= bit;
        case UNKNOWN -> lowerBounds |= bit;
      }
      return this;
    }

    /** The usage collected so far; the builder may go on. */
    public Usage build() {
      return new Usage(this);
    }
  }
}
