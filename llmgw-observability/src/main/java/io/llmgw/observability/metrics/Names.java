package io.llmgw.observability.metrics;

import io.llmgw.api.observe.ObservedCall;
import io.llmgw.observability.genai.GenAi;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names in tags, each kind of them within its cap. For one thread. */
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

  /**
   * What a call asked for.
   *
   * @param ledToAProvider names of callers' own that lead nowhere take no places
   */
  String route(ObservedCall call, boolean ledToAProvider) {
    String asked = GenAi.route(call);
    boolean isBounded = call.configured() || call.model() == null;
    return isBounded || ledToAProvider ? routes.keep(asked) : routes.find(asked);
  }

  String target(String target) {
    return targets.keep(target);
  }

  /** The model of a target, without its provider. */
  String model(String target, String model) {
    return targets.keep(target).equals(KeptNames.OTHER) ? KeptNames.OTHER : model;
  }

  /** The provider of a target, in the words of OpenTelemetry. */
  String provider(String target, String provider) {
    return targets.keep(target).equals(KeptNames.OTHER)
        ? KeptNames.OTHER
        : GenAi.provider(provider);
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
