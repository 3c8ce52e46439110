package io.llmgw.cache;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Feature;
import io.llmgw.api.request.Retries;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A scripted model and its clients, which ask it once a call by a clock that stands still. They are
 * closed after the test.
 */
final class OneModel implements AfterEachCallback {
  final ScriptedProvider provider = ScriptedProvider.named("a");
  final VirtualTime time = VirtualTime.create();

  /** Threads that can be looked at, on every JDK. */
  final ExecutorService callers = Executors.newCachedThreadPool();

  private final List<LlmClient> clients = new ArrayList<>();

  /** A client of it with these features. */
  LlmClient client(Feature... features) {
    LlmClientBuilder builder =
        LlmClient.builder()
            .provider(provider)
            .defaultModel("a/m")
            .retries(Retries.none())
            .time(time)
            .executor(callers);
    for (Feature feature : features) {
      builder.use(feature);
    }
    LlmClient client = builder.build();
    clients.add(client);
    return client;
  }

  @Override
  public void afterEach(ExtensionContext test) {
    clients.forEach(LlmClient::close);
    callers.shutdownNow();
  }
}
