package io.llmgw.examples.provider;

import io.llmgw.api.provider.Provider;
import io.llmgw.test.ProviderContract;
import java.time.Duration;

/** The model keeps what every provider must keep. */
class ReverseModelContractTest extends ProviderContract {
  @Override
  protected Provider provider() {
    return new ReverseModel(Duration.ofMillis(1));
  }
}
