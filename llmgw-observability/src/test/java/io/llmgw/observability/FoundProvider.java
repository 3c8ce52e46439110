package io.llmgw.observability;

import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.api.provider.Settings;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * A provider that an application may ask for by its name, in one of its protocols, and the server
 * that speaks it.
 *
 * @param model what is asked for
 * @param settings what the factory must be told beside address, key and name
 * @param server a server of its protocol
 */
record FoundProvider(
    ProviderFactory factory,
    String model,
    Map<String, String> settings,
    Supplier<SimulatedProvider.Builder> server) {

  /** All that are on the class path: of a new one whose protocol is not known here, chats fail. */
  static List<FoundProvider> all() {
    List<FoundProvider> all = new ArrayList<>();
    for (ProviderFactory factory : ServiceLoader.load(ProviderFactory.class)) {
      all.addAll(of(factory));
    }
    return all;
  }

  private static List<FoundProvider> of(ProviderFactory factory) {
    return switch (factory.name()) {
      case "anthropic" -> List.of(new FoundProvider(factory, SimulatedProvider::anthropic));
      case "bedrock" ->
          List.of(
              new FoundProvider(factory, SimulatedProvider::bedrock).with("api", "converse"),
              new FoundProvider(factory, SimulatedProvider::bedrockInvoke)
                  .with("api", "invoke")
                  .of("anthropic.claude-sim-1"));
      case "cohere" -> List.of(new FoundProvider(factory, SimulatedProvider::cohere));
      case "gemini" -> List.of(new FoundProvider(factory, SimulatedProvider::gemini));
      case "vertexai" -> {
        FoundProvider vertex =
            new FoundProvider(factory, SimulatedProvider::gemini).with("project", "p");
        yield List.of(vertex, vertex.of("claude-sim-1"));
      }
      case "ollama" -> List.of(new FoundProvider(factory, SimulatedProvider::ollama));
      case "azure" -> inBothProtocols(new FoundProvider(factory, SimulatedProvider::azureOpenAi));
      case "openai" ->
          List.of(
              new FoundProvider(factory, SimulatedProvider::openAi),
              new FoundProvider(factory, SimulatedProvider::openAiResponses)
                  .with("api", "responses"));
      default -> List.of(new FoundProvider(factory, SimulatedProvider::openAi));
    };
  }

  private static List<FoundProvider> inBothProtocols(FoundProvider found) {
    return List.of(found, found.with("api", "responses"));
  }

  private FoundProvider(ProviderFactory factory, Supplier<SimulatedProvider.Builder> server) {
    this(factory, "sim-1", Map.of(), server);
  }

  private FoundProvider with(String name, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(name, value);
    return new FoundProvider(factory, model, more, server);
  }

  private FoundProvider of(String otherModel) {
    return new FoundProvider(factory, otherModel, settings, server);
  }

  /** The provider, at this server. */
  Provider at(SimulatedProvider running) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("base-url", running.baseUrl());
    all.put("key", "sk-simulated");
    return factory.create(Settings.of(all));
  }

  @Override
  public String toString() {
    return factory.name() + "/" + model + " " + settings;
  }
}
