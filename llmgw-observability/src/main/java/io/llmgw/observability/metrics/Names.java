package io.llmgw.observability.metrics;

import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.observability.genai.GenAi;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names in tags, each kind of them within its cap. Routes and targets of the configuration have
 * places of their own; those that callers came up with have one once a provider has answered under
 * that name, or its breaker has opened, as any number of names leads nowhere. For one thread,
 * except {@link #reserve}.
 */
final class Names {
  private static final String UNKNOWN = "unknown";

  private static final int MOST_PURPOSES = 20;
  private static final int MOST_CURRENCIES = 20;

  private static final int MOST_PARTS = 100;

  private final KeptNames routes;
  private final KeptNames targets;
  private final KeptNames answering;
  private final KeptNames purposes = KeptNames.of(MOST_PURPOSES, null);
  private final KeptNames currencies = KeptNames.of(MOST_CURRENCIES, null);
  private final KeptNames providers;
  private final KeptNames detectors = KeptNames.of(MOST_PARTS, null);
  private final KeptNames guards = KeptNames.of(MOST_PARTS, null);
  private final KeptNames limits = KeptNames.of(MOST_PARTS, null);
  private final @Nullable KeptNames tenants;

  /**
   * None yet.
   *
   * @param mostTenants 0 for no tag
   */
  Names(int mostModels, @Nullable Set<String> models, int mostTenants) {
    this.routes = KeptNames.of(mostModels, models);
    this.targets = KeptNames.of(mostModels, models);
    this.answering = KeptNames.of(mostModels, null);
    this.providers = KeptNames.of(mostModels, null);
    this.tenants = mostTenants == 0 ? null : KeptNames.of(mostTenants, null);
  }

  /** A call turns to a target: one to which the configuration leads has its place. */
  void reserve(ObservedCall call, String target) {
    if (call.configured()) {
      targets.reserve(target);
    }
  }

  /** An attempt has ended: one that was answered may have taken places. */
  void see(ObservedCall call, ObservedAttempt attempt, ObservedAttemptOutcome outcome) {
    if (outcome.attempt().state() == AttemptState.SUCCEEDED) {
      targets.keep(attempt.target());
      if (!isOfConfiguration(call)) {
        routes.keep(GenAi.route(call));
      }
    }
  }

  /** What a call asked for. */
  String route(ObservedCall call) {
    String asked = GenAi.route(call);
    if (isOfConfiguration(call)) {
      routes.reserve(asked);
    }
    return routes.find(asked);
  }

  /** There are not many of these: names that are configured, and the word for none. */
  private static boolean isOfConfiguration(ObservedCall call) {
    return call.configured() || call.model() == null;
  }

  String target(String target) {
    return targets.find(target);
  }

  /**
   * A target whose breaker has opened, which takes a place: one that has been down for as long as
   * anybody asked it is not to be hidden among made-up names, which no breaker opens for.
   */
  String broken(String target) {
    return targets.keep(target);
  }

  /** The model of a target, without its provider. */
  String model(String target, String model) {
    return target(target).equals(KeptNames.OTHER) ? KeptNames.OTHER : model;
  }

  /** The provider of a target, in the words of OpenTelemetry. */
  String provider(String target, String provider) {
    return target(target).equals(KeptNames.OTHER) ? KeptNames.OTHER : GenAi.provider(provider);
  }

  String answering(@Nullable String model) {
    return model == null ? UNKNOWN : answering.keep(model);
  }

  String purpose(ObservedCall call) {
    return purposes.keep(call.purpose().name());
  }

  /** A provider by its own name. */
  String provider(String name) {
    return providers.keep(name);
  }

  /** What finds something to mask. */
  String detector(@Nullable String word) {
    return part(detectors, word);
  }

  /** What judges. */
  String guard(@Nullable String word) {
    return part(guards, word);
  }

  /** A limit of callers, or a budget. */
  String limit(@Nullable String word) {
    return part(limits, word);
  }

  /** What a policy calls a part of its own. */
  private static String part(KeptNames kept, @Nullable String word) {
    return word == null ? GenAi.NONE : kept.keep(word);
  }

  String currency(String code) {
    return currencies.keep(code);
  }

  /** Of these series those of the tenant, where tenants are told apart. */
  Series ofTenant(Series series, ObservedCall call) {
    if (tenants == null) {
      return series;
    }
    String tenant = call.caller().tenant();
    return series.with(Label.TENANT, tenant == null ? GenAi.NONE : tenants.keep(tenant));
  }
}
