package io.llmgw.test.simulation;

import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.Operation;
import io.llmgw.test.simulation.step.LockStep;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The provider of the simulated models of one name. Its requests come one at a time. */
final class SimulatedHost implements Provider {
  private static final Set<Capability> OTHER_OPERATIONS =
      Arrays.stream(Operation.values())
          .filter(operation -> operation != Operation.CHAT)
          .map(Capability::of)
          .collect(Collectors.toSet());

  private static final Capabilities CAPABILITIES =
      Capabilities.of(
          Arrays.stream(Capability.values())
              .filter(capability -> !OTHER_OPERATIONS.contains(capability))
              .toArray(Capability[]::new));

  private final String name;
  private final KeySource keys;
  private final LockStep time;
  private final Ledger ledger;
  private final Map<String, ModelServer> models = new HashMap<>();

  SimulatedHost(String name, KeySource keys, LockStep time, Ledger ledger) {
    this.name = name;
    this.keys = keys;
    this.time = time;
    this.ledger = ledger;
  }

  void add(ModelServer model) {
    models.put(model.ref().model(), model);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public KeySource keys() {
    return keys;
  }

  @Override
  public EventStream open(ProviderCall call) {
    ModelServer model = models.get(call.model());
    if (model == null) {
      throw time.abort(
          "no model " + name + "/" + call.model() + " is simulated: add it by models(...)");
    }
    ServerExchange exchange =
        new ServerExchange(model.ref(), call, time, model.fate(call, time.elapsed()));
    ledger.add(exchange);
    exchange.begin();
    return exchange;
  }
}
