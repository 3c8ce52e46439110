package io.llmgw.core.route;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.catalog.ModelFacts;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Target;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A client of three scripted providers, a, b and c, without retries, asked for "smart". */
final class RouteStage implements AfterEachCallback {
  static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  static final Target A = Route.target("a/m");
  static final Target B = Route.target("b/m");
  static final Target C = Route.target("c/m");

  final ScriptedProvider a = ScriptedProvider.named("a");
  final ScriptedProvider b = ScriptedProvider.named("b");
  final ScriptedProvider c = ScriptedProvider.named("c");
  final LlmClientBuilder builder =
      LlmClient.builder()
          .provider(a)
          .provider(b)
          .provider(c)
          .retries(Retries.none())
          .time(VirtualTime.skipping())
          .defaultModel("smart");
  private ModelCatalog catalog = ModelCatalog.empty();
  private LlmClient client;

  RouteStage route(Route route) {
    builder.alias("smart", route);
    return this;
  }

  RouteStage window(String model, long tokens) {
    catalog = catalog.withModel(ModelFacts.builder(model).maxInputTokens(tokens).build());
    return this;
  }

  RouteStage catalog(ModelCatalog catalog) {
    this.catalog = catalog;
    return this;
  }

  /** All three answer with their name. */
  RouteStage allAnswer() {
    a.always("a");
    b.always("b");
    c.always("c");
    return this;
  }

  LlmClient llm() {
    if (client == null) {
      client = builder.catalog(catalog).build();
    }
    return client;
  }

  ChatResponse ask() {
    return llm().chat(QUESTION);
  }

  LlmException failure() {
    return failure(QUESTION);
  }

  LlmException failure(ChatRequest request) {
    return (LlmException) Assertions.catchThrowable(() -> llm().chat(request));
  }

  static LlmException error(ErrorKind kind, int status) {
    return LlmException.of(kind, "scripted").httpStatus(status).build();
  }

  static List<String> targets(List<AttemptRecord> attempts) {
    return attempts.stream().map(AttemptRecord::target).toList();
  }

  static List<String> notes(ChatResponse response) {
    return response.served().trail().stream().map(TrailEntry::note).toList();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (client != null) {
      client.close();
    }
    for (ScriptedProvider provider : List.of(a, b, c)) {
      Assertions.assertThat(provider.openStreams()).as("open streams").isZero();
    }
  }
}
