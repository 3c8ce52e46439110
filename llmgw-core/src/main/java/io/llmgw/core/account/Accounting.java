package io.llmgw.core.account;

import io.llmgw.api.Explanation;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.catalog.ModelFacts;
import io.llmgw.api.condition.RouteFacts;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.Prices;
import io.llmgw.api.price.UnknownPrice;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Operation;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the accounts of all attempts of a client share. Thread-safe. */
public final class Accounting {
  /** Far more models than a service calls; those beyond are looked up anew each time. */
  private static final int MOST_REMEMBERED = 1024;

  private final ModelCatalog catalog;
  private final UnknownPrice unknownPrice;
  private final TokenEstimator estimator;
  private final TimeSource time;
  private final Map<ModelRef, KnownModel> remembered = new ConcurrentHashMap<>();

  /** Accounts by this catalogue; nothing is looked up before the first call. */
  public Accounting(
      ModelCatalog catalog, UnknownPrice unknownPrice, TokenEstimator estimator, TimeSource time) {
    this.catalog = catalog;
    this.unknownPrice = unknownPrice;
    this.estimator = estimator;
    this.time = time;
  }

  /** What is known of a model. */
  public ModelFacts facts(ModelRef model) {
    return known(model).facts();
  }

  private KnownModel known(ModelRef model) {
    KnownModel known = remembered.get(model);
    if (known == null) {
      known = new KnownModel(model, catalog.find(model));
      if (remembered.size() < MOST_REMEMBERED) {
        remembered.put(model, known);
      }
    }
    return known;
  }

  /** What estimates tokens, and learns from those that are reported. */
  public TokenEstimator estimator() {
    return estimator;
  }

  /**
   * The account of an attempt that starts now.
   *
   * @throws LlmException of kind NO_PRICE when the price of the model is unknown, and the call may
   *     not be made without
   */
  public AttemptMeter begin(LlmRequest<?> request, ModelRef model, Delivery delivery) {
    AttemptMeter meter = meter(request, model, delivery);
    if (request.operation().isCharged() && isDenied(request) && !meter.hasPrice()) {
      throw LlmException.of(
              ErrorKind.NO_PRICE,
              (meter.hasPartOfPrice() ? "a part of the price of " : "the price of ")
                  + model
                  + " is unknown, and calls without a price are denied: state its price in the"
                  + " catalogue, or choose another model")
          .target(model.provider(), model.model())
          .build();
    }
    return meter;
  }

  /** Whether the price of the model is unknown now, and the call may not be made without. */
  public boolean isRefusedWithoutPrice(LlmRequest<?> request, ModelRef model) {
    if (!request.operation().isCharged() || !isDenied(request)) {
      return false;
    }
    Prices prices = facts(model).prices();
    Instant now = begin(prices);
    PriceRow row = now == null ? null : prices.at(now, serviceTier(request));
    return row == null || !row.covers(request.operation());
  }

  private boolean isDenied(LlmRequest<?> request) {
    return policy(request).equals(UnknownPrice.DENY);
  }

  /** The row that a call is charged by there: the one that is assumed if need be. */
  @Nullable PriceRow row(ModelRef model, RouteFacts facts) {
    PriceRow known = facts(model).prices().at(facts.now(), facts.serviceTier());
    return row(known, facts.operation(), policy(facts.option(UnknownPrice.class)));
  }

  /**
   * The row that a call is charged by: the one that is known, if it has a price of all that the
   * call uses; else the one that is assumed, so that a cost is by one row; else what is known, by
   * which the cost has a lower bound.
   */
  static @Nullable PriceRow row(
      @Nullable PriceRow known, Operation operation, UnknownPrice policy) {
    PriceRow assumed = policy.assumed();
    if (assumed == null || (known != null && known.covers(operation))) {
      return known;
    }
    return known == null || assumed.covers(operation) ? assumed : known;
  }

  /** The service tier that a request asks for, as it says it. */
  public static String serviceTier(LlmRequest<?> request) {
    Json tier = request.content().extraBody().get("service_tier");
    return tier != null && tier.value() instanceof String name ? name : PriceRow.STANDARD;
  }

  private AttemptMeter meter(LlmRequest<?> request, ModelRef model, Delivery delivery) {
    KnownModel known = known(model);
    return new AttemptMeter(this, request, known, delivery, begin(known.facts().prices()));
  }

  /** When an attempt begins that is charged by these prices; null where there are none. */
  private @Nullable Instant begin(Prices prices) {
    return prices.isTimeless() ? Instant.EPOCH : prices.isKnown() ? time.now() : null;
  }

  /**
   * What one attempt of this request would use and cost if it were made now: its input, and the
   * output that it asks for at most.
   */
  public Explanation.Estimate estimate(LlmRequest<?> request, ModelRef model) {
    if (!request.operation().isCharged()) {
      return new Explanation.Estimate(Usage.ZERO, Cost.ZERO);
    }
    Usage.Builder usage =
        Usage.builder().estimated(TokenKind.INPUT, estimator.inputTokens(request, model));
    if (request instanceof ChatRequest chat) {
      Integer most = chat.settings().maxOutputTokens();
      if (most != null) {
        usage.estimated(TokenKind.OUTPUT, most);
      }
    } else if (!request.operation().writes()) {
      usage.estimated(TokenKind.OUTPUT, 0);
    }
    Usage used = usage.build();
    return new Explanation.Estimate(used, meter(request, model, Delivery.WHOLE).costOf(used));
  }

  UnknownPrice policy(LlmRequest<?> request) {
    return policy(request.option(UnknownPrice.class));
  }

  /** A call may be stricter than its client, never laxer. */
  private UnknownPrice policy(@Nullable UnknownPrice own) {
    if (own == null || own.equals(UnknownPrice.ALLOW) || unknownPrice.equals(UnknownPrice.DENY)) {
      return unknownPrice;
    }
    return own;
  }
}
