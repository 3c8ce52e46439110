package io.llmgw.api.price;

import io.llmgw.api.request.RequestOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a call at a model whose price is unknown: none of its rows holds when the call is
 * made, in its service tier, or the one that does {@linkplain PriceRow#covers covers} only a part
 * of what the call uses. Its cost is never taken to be 0. Set for a client by {@code
 * LlmClientBuilder.unknownPrice}, and for one call as an option, which may be stricter than its
 * client and never laxer: where the client denies, every call is denied, and where it assumes a
 * price, a call may deny or assume another one. Immutable and thread-safe.
 */
public final class UnknownPrice implements RequestOption {
  /**
   * The call is made, its tokens are counted, and what it cost is unknown; what is known of it is
   * the lower bound.
   */
  public static final UnknownPrice ALLOW = new UnknownPrice("ALLOW", null);

  /** The call is refused before anything is sent. */
  public static final UnknownPrice DENY = new UnknownPrice("DENY", null);

  private final String name;
  private final @Nullable PriceRow assumed;

  private UnknownPrice(String name, @Nullable PriceRow assumed) {
    this.name = name;
    this.assumed = assumed;
  }

  /**
   * The call is made and costs what it would by this row, which is on the account of the call as
   * the row used.
   *
   * @throws IllegalArgumentException if a price is beyond {@link PriceBounds#STANDARD}, or the row
   *     does not hold at all times and in the ordinary service tier
   */
  public static UnknownPrice assume(PriceRow row) {
    Objects.requireNonNull(row, "row");
    if (row.from() != null || row.hours() != null || !row.serviceTier().equals(PriceRow.STANDARD)) {
      throw new IllegalArgumentException("an assumed price holds always, and in the standard tier");
    }
    PriceBounds.STANDARD.check("an unknown model", Prices.of(row), Prices.UNKNOWN);
    return new UnknownPrice("assume " + row, row);
  }

  /** The row that is assumed wherever no known one holds and covers the call; null for none. */
  public @Nullable PriceRow assumed() {
    return assumed;
  }

  @Override
  public Class<UnknownPrice> key() {
    return UnknownPrice.class;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UnknownPrice that
        && name.equals(that.name)
        && Objects.equals(assumed, that.assumed);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, assumed);
  }

  @Override
  public String toString() {
    return name;
  }
}
