package io.llmgw.examples.provider;

import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.api.provider.Settings;
import java.time.Duration;

/** Makes a {@code reverse} model from the setting {@code pace}, no pause by default. */
public final class ReverseModelFactory implements ProviderFactory {
  /** Called by the service loader. */
  public ReverseModelFactory() {}

  @Override
  public String name() {
    return "reverse";
  }

  @Override
  public Provider create(Settings settings) {
    Provider model = new ReverseModel(settings.duration("pace", Duration.ZERO));
    settings.rejectUnread();
    return model;
  }
}
