package io.llmgw.providers;

import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.ProviderContract;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A provider that speaks over HTTP keeps the contract of all providers. */
abstract class HttpProviderContract extends ProviderContract {
  private static final String REFUSED = "refuse this";

  private SimulatedProvider server;

  /** A server that speaks the protocol. */
  abstract SimulatedProvider.Builder server();

  @BeforeEach
  void start() {
    Reply refusal = Reply.status(400);
    Reply answer = Reply.text("Blue light scatters most.");
    server =
        server().always(request -> request.text().contains(REFUSED) ? refusal : answer).start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected Provider provider() {
    return server.provider();
  }

  @Override
  protected ChatRequest refusedRequest() {
    return ChatRequest.of(REFUSED);
  }
}
