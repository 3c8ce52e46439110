package io.llmgw.core.link;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.request.Aggregation;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.route.Target;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.core.chain.RealChain;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.flight.Berth;
import io.llmgw.core.flight.Gatherings;
import io.llmgw.core.flight.Room;
import io.llmgw.core.route.Routes;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets small embedding calls go to their target together. It stands right before the router: what
 * each call is masked, judged, limited and answered from a cache by is behind it, and whatever is
 * chosen, tried, paid for and measured is one for all of them.
 */
public final class AggregationLink implements Interceptor {
  private static final String NAME = "aggregation";
  private static final LinkSpec SPEC = LinkSpec.named(NAME).in(Slot.ROUTE).at(-1);

  /** Far more than one request is made of, and little beside the vectors of its answer. */
  private static final long MOST_BYTES = 1 << 20;

  private final Aggregation setting;
  private final Gatherings gatherings;
  private final Routes routes;
  private final Models models;
  private final TokenEstimator estimator;

  /** Gathers calls as this says, at the targets of these routes. */
  public AggregationLink(
      Aggregation setting,
      Gatherings gatherings,
      Routes routes,
      Models models,
      TokenEstimator estimator) {
    this.setting = setting;
    this.gatherings = gatherings;
    this.routes = routes;
    this.models = models;
    this.estimator = estimator;
  }

  @Override
  public LinkSpec spec() {
    return SPEC;
  }

  @Override
  public EventStream intercept(Chain chain) {
    RealChain rest = (RealChain) chain;
    EventStream answer =
        rest.request() instanceof EmbeddingRequest request && mayWait(request, rest.context())
            ? together(rest, request)
            : null;
    return answer == null ? rest.proceed(rest.request()) : answer;
  }

  private boolean mayWait(EmbeddingRequest request, Scope scope) {
    Duration left = scope.remaining();
    return request.option(Aggregation.Alone.class) == null
        && scope.purpose().equals(Purpose.APPLICATION)
        && (left == null || left.compareTo(setting.window()) > 0);
  }

  /** Its part of the answer to all; null when it goes alone. */
  private @Nullable EventStream together(RealChain rest, EmbeddingRequest request) {
    Scope scope = rest.context();
    Company company;
    List<Target> targets;
    try {
      targets = routes.targets(request);
      company = Company.of(setting.among(), request, scope, this, keys(targets, scope));
    } catch (LlmException error) {
      return null; // which it is told where it belongs
    }
    Room most = room(targets);
    Room own = Room.of(request);
    if (!own.leavesPlaceIn(most)) {
      return null;
    }
    long weight = Math.max(1, estimator.inputTokens(request, targets.get(0).ref()));
    Berth berth = new Berth(rest, request, own, weight);
    gatherings.join(company, berth, most, company.destination(), setting.window());
    try {
      EventStream answer = berth.await();
      if (answer != null) {
        scope.trail().note(NAME, "one request with " + (berth.together() - 1) + " other calls");
      }
      return answer;
    } catch (LlmException error) {
      if (scope.cancellation().isCancelled() || !isOfOneText(error.kind())) {
        throw error;
      }
      scope.trail().note(NAME, "goes alone, as all together failed with " + error.kind());
      return null;
    }
  }

  private List<List<ApiKey>> keys(List<Target> targets, Scope scope) {
    return targets.stream().map(target -> models.keysFor(target, scope)).toList();
  }

  /** As much as each of the targets takes. */
  private Room room(List<Target> targets) {
    int texts = setting.texts();
    long bytes = MOST_BYTES;
    for (Target target : targets) {
      EmbeddingLimits limits = models.embeddingLimits(target);
      texts = Math.min(texts, limits.maxInputs());
      bytes = Math.min(bytes, limits.maxBytes());
    }
    return new Room(texts, bytes);
  }

  /** Whether the text of one call may be what all have failed of, and the others would not. */
  private static boolean isOfOneText(ErrorKind kind) {
    return switch (kind) {
      case INVALID_REQUEST, CONTEXT_LENGTH, CONTENT_POLICY, TOO_LARGE, RESPONSE_LIMIT, BLOCKED ->
          true;
      default -> false;
    };
  }
}
