package io.llmgw.providers.rig;

import io.llmgw.api.provider.ProviderFactory;
import java.util.ServiceLoader;

/** Providers as an application finds them that knows no more than their names. */
public final class Factories {
  private Factories() {}

  /** The factory of this name. */
  public static ProviderFactory named(String name) {
    return ServiceLoader.load(ProviderFactory.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(found -> found.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
