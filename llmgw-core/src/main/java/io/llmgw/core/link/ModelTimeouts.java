package io.llmgw.core.link;

import io.llmgw.api.CallSettings;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.route.Alias;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Target;
import io.llmgw.core.route.DefaultModels;
import io.llmgw.core.route.Routes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which clocks a call has: its own, then those of the name it asks for, then the client's. */
public final class ModelTimeouts {
  private final Map<String, Timeouts> byName = new HashMap<>();
  private final Timeouts ofOthers;
  private final DefaultModels defaults;

  /**
   * Puts together what is settled before any call.
   *
   * @throws IllegalArgumentException when a name that has clocks leads nowhere
   */
  public ModelTimeouts(CallSettings settings, Routes routes) {
    this.ofOthers = settings.timeouts();
    this.defaults = routes.defaults();
    Map<String, Timeouts> given = settings.modelTimeouts();
    for (String name : given.keySet()) {
      routes.check("timeouts of model", name);
      byName.put(name, alongAliases(name, settings).or(ofOthers));
    }
    for (String alias : settings.aliases().keySet()) {
      byName.put(alias, alongAliases(alias, settings).or(ofOthers));
    }
  }

  private static Timeouts alongAliases(String from, CallSettings settings) {
    Timeouts set = Timeouts.none();
    for (@Nullable String name = from; name != null; name = next(settings.aliases().get(name))) {
      Timeouts own = settings.modelTimeouts().get(name);
      set = own == null ? set : set.or(own);
    }
    return set;
  }

  /** What an alias stands for that is another name for one thing; null where it is a choice. */
  private static @Nullable String next(@Nullable Route route) {
    return route instanceof Alias || route instanceof Target ? route.toString() : null;
  }

  /** The clocks of this call. */
  public Timeouts of(LlmRequest<?> request) {
    Timeouts own = request.option(Timeouts.class);
    String model = defaults.nameFor(request);
    Timeouts settled = model == null ? ofOthers : byName.getOrDefault(model, ofOthers);
    return own == null ? settled : own.or(settled);
  }
}
