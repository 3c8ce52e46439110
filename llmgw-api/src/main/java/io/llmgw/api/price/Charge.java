package io.llmgw.api.price;

import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One usage, charged by one row.
 *
 * <p>Each token is charged once by construction. Input is divided twice: by what the cache had to
 * do with it (read, written, neither) and by what it is (text, image, audio). Nobody reports how
 * the two meet, so both are laid on a line from 0 to the total, cached and text first, and each
 * stretch has one price. Not thread-safe.
 */
final class Charge {
  /** The decimals of {@link #units}. */
  static final int SCALE = Rate.UNIT_SCALE + 6;

  private static final TokenKind[] KINDS = TokenKind.values();

  private final PriceRow row;
  private final Usage usage;

  // Tokens times prices per million, divided once, at the end: in units of a rate as long as that
  // is exact, which nearly always is all of it, and the rest.
  private long units;
  private BigDecimal rest = BigDecimal.ZERO;
  private boolean known = true;
  // Set while a side is charged whose parts exceed their total: no more than this a token then.
  private @Nullable Rate most;
  private long inputTokens;
  private long textEnd;
  private long imagesEnd;

  private Charge(PriceRow row, Usage usage) {
    this.row = row;
    this.usage = usage;
  }

  /** What the usage costs by the row. */
  static Cost of(PriceRow row, Usage usage) {
    long units = unitsOfTotals(row, usage);
    return units < 0
        ? new Charge(row, usage).cost()
        : Cost.estimated(BigDecimal.valueOf(units, SCALE), row.currency());
  }

  /** Of tokens that are of no special kind, as those of most calls are; -1 for all others. */
  private static long unitsOfTotals(PriceRow row, Usage usage) {
    for (TokenKind kind : KINDS) {
      boolean total = kind == TokenKind.INPUT || kind == TokenKind.OUTPUT;
      if (total ? !usage.isKnown(kind) : usage.tokens(kind) > 0) {
        return -1;
      }
    }
    return row.costUnits(usage.tokens(TokenKind.INPUT), usage.tokens(TokenKind.OUTPUT));
  }

  /** What these tokens cost by these rates; -1 where that is no whole number of units. */
  static long units(Rate in, Rate out, long input, long output) {
    long charged = product(in.unitsPerMillion(input), input);
    long written = product(out.unitsPerMillion(input), output);
    return charged < 0 || written < 0 ? -1 : Math.max(-1, charged + written);
  }

  /** The product of two numbers; negative where one is, or where it does not fit. */
  private static long product(long units, long tokens) {
    return units < 0 || Math.multiplyHigh(units, tokens) != 0 ? -1 : units * tokens;
  }

  private Cost cost() {
    if (row.isFree()) {
      return Cost.estimated(BigDecimal.ZERO, row.currency());
    }
    if (usage.isUnknown()) {
      return Cost.UNKNOWN;
    }
    chargeInput();
    chargeOutput();
    BigDecimal amount = BigDecimal.valueOf(units, SCALE);
    if (rest.signum() != 0) {
      amount = amount.add(rest.movePointLeft(6));
    }
    if (row.perRequest() != null) {
      amount = amount.add(row.perRequest());
    }
    if (known) {
      return Cost.estimated(amount, row.currency());
    }
    return amount.signum() == 0
        ? Cost.UNKNOWN
        : new Cost(amount, row.currency(), Provenance.UNKNOWN);
  }

  private void chargeInput() {
    long read = part(TokenKind.CACHED_INPUT);
    long written = part(TokenKind.CACHE_WRITE);
    long lasting = part(TokenKind.CACHE_WRITE_LONG);
    long audio = part(TokenKind.AUDIO_INPUT);
    long images = part(TokenKind.IMAGE_INPUT);
    if (lasting > 0 && isDearerThanKnown()) {
      known = false;
    }
    inputTokens = total(PriceKind.INPUT, Math.max(read + written + lasting, audio + images));
    textEnd = Math.max(inputTokens - audio - images, 0);
    imagesEnd = Math.max(inputTokens - audio, textEnd);
    chargeStretch(PriceKind.CACHED_INPUT, 0, read);
    chargeStretch(PriceKind.CACHE_WRITE, read, written);
    chargeStretch(PriceKind.CACHE_WRITE_LONG, read + written, lasting);
    chargeStretch(PriceKind.INPUT, read + written + lasting, inputTokens);
  }

  /** Whether a long write has no price, and a short one only shows the least it costs. */
  private boolean isDearerThanKnown() {
    return row.rate(PriceKind.CACHE_WRITE_LONG) == null && row.rate(PriceKind.CACHE_WRITE) != null;
  }

  /** Charges what the cache had one thing to do with: text, then images, then audio. */
  private void chargeStretch(PriceKind kind, long from, long tokens) {
    long end = Math.min(from + tokens, inputTokens);
    charge(Math.min(end, textEnd) - from, ofText(kind));
    charge(
        Math.min(end, imagesEnd) - Math.max(from, textEnd), ofMedia(kind, PriceKind.IMAGE_INPUT));
    Rate joint = kind == PriceKind.CACHED_INPUT ? row.rate(PriceKind.CACHED_AUDIO_INPUT) : null;
    charge(
        end - Math.max(from, imagesEnd),
        joint == null ? ofMedia(kind, PriceKind.AUDIO_INPUT) : joint);
  }

  private @Nullable Rate ofText(PriceKind kind) {
    Rate own = row.rate(kind);
    if (own == null && kind == PriceKind.CACHE_WRITE_LONG) {
      own = row.rate(PriceKind.CACHE_WRITE);
    }
    return own == null ? row.rate(PriceKind.INPUT) : own;
  }

  /** Media at their own price, also from the cache; written ones at the dearer of the two. */
  private @Nullable Rate ofMedia(PriceKind kind, PriceKind media) {
    Rate own = row.rate(media);
    Rate write = row.rate(kind);
    if (own == null) {
      return ofText(kind);
    }
    boolean writes = kind == PriceKind.CACHE_WRITE || kind == PriceKind.CACHE_WRITE_LONG;
    return writes && write != null && price(write).compareTo(price(own)) > 0 ? write : own;
  }

  private void chargeOutput() {
    long reasoning = part(TokenKind.REASONING);
    long audio = part(TokenKind.AUDIO_OUTPUT);
    long image = part(TokenKind.IMAGE_OUTPUT);
    long rest = total(PriceKind.OUTPUT, reasoning + audio + image);
    rest -= chargeOutput(PriceKind.REASONING, Math.min(reasoning, rest));
    rest -= chargeOutput(PriceKind.AUDIO_OUTPUT, Math.min(audio, rest));
    rest -= chargeOutput(PriceKind.IMAGE_OUTPUT, Math.min(image, rest));
    charge(rest, row.rate(PriceKind.OUTPUT));
  }

  private long chargeOutput(PriceKind kind, long tokens) {
    Rate own = row.rate(kind);
    charge(tokens, own == null ? row.rate(PriceKind.OUTPUT) : own);
    return tokens;
  }

  private void charge(long tokens, @Nullable Rate rate) {
    if (tokens <= 0) {
      return;
    }
    if (rate == null) {
      known = false;
      return;
    }
    Rate least = most != null && price(most).compareTo(price(rate)) < 0 ? most : rate;
    long charged = product(least.unitsPerMillion(inputTokens), tokens);
    if (charged >= 0 && charged + units >= 0) {
      units += charged;
    } else {
      rest = rest.add(price(least).multiply(BigDecimal.valueOf(tokens)));
    }
  }

  private BigDecimal price(Rate rate) {
    return rate.perMillion(inputTokens);
  }

  /** What is known of a part: one that was not reported counts as none. */
  private long part(TokenKind kind) {
    // A count beyond all reason must not overflow the sums: its total is exceeded all the same.
    return Math.min(usage.tokens(kind), Long.MAX_VALUE / 4);
  }

  /**
   * A total that is charged: where it is unknown, or its parts exceed it, so is the cost. Of two
   * numbers that cannot both be true either may be the wrong one, so the least is charged that both
   * allow: the total's tokens, and those of a part at the total's price where theirs is higher.
   */
  private long total(PriceKind kind, long parts) {
    boolean isKnown = usage.isKnown(kind.total());
    long tokens = usage.tokens(kind.total());
    boolean sound = isKnown && parts <= tokens;
    if (!sound && !chargesNothing(kind.isInput())) {
      known = false;
    }
    most = isKnown && !sound ? row.rate(kind) : null;
    return isKnown ? tokens : Math.max(tokens, parts);
  }

  /** Whether all prices of a side are 0, so that its counts do not matter. */
  private boolean chargesNothing(boolean input) {
    boolean priced = row.rate(input ? PriceKind.INPUT : PriceKind.OUTPUT) != null;
    return priced
        && row.rates().entrySet().stream()
            .allMatch(rate -> rate.getKey().isInput() != input || rate.getValue().isZero());
  }
}
