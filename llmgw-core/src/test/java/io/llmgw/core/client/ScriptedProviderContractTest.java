package io.llmgw.core.client;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.test.ProviderContract;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;

/** The scripted provider is a good one, unless it is told otherwise. */
class ScriptedProviderContractTest extends ProviderContract {
  private static final ChatRequest REFUSED = ChatRequest.of("refuse this");

  @Override
  protected Provider provider() {
    return ScriptedProvider.named("fake")
        .with(Keys.of("sk-scripted"))
        .always(
            (call, script) -> {
              if (call.request().equals(REFUSED)) {
                script.started().fail(ErrorKind.CONTENT_POLICY);
              } else if (call.request() instanceof EmbeddingRequest embedding) {
                for (int i = 0; i < embedding.inputs().size(); i++) {
                  script.events(new VectorProduced(i, new float[] {1, 2}));
                }
              } else {
                script.text("Blue ").pause(Duration.ofMillis(1)).text("light.");
              }
            });
  }

  @Override
  protected ChatRequest refusedRequest() {
    return REFUSED;
  }
}
