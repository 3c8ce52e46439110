package io.llmgw.examples.interceptor;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.InterceptorFactory;
import io.llmgw.api.provider.Settings;

/** Makes a {@code length-limit} from the setting {@code most-characters}, 100,000 by default. */
public final class LengthLimitFactory implements InterceptorFactory {
  /** Called by the service loader. */
  public LengthLimitFactory() {}

  @Override
  public String name() {
    return "length-limit";
  }

  @Override
  public Interceptor create(Settings settings) {
    Interceptor limit = new LengthLimit(settings.number("most-characters", 100_000));
    settings.rejectUnread();
    return limit;
  }
}
