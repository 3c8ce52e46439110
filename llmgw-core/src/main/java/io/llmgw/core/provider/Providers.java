package io.llmgw.core.provider;

import io.llmgw.api.provider.Provider;
import io.llmgw.api.route.Target;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The providers of a client by name. Immutable. */
public final class Providers {
  private final Map<String, Provider> byName = new HashMap<>();

  /** These providers. */
  public Providers(Collection<Provider> providers) {
    for (Provider provider : providers) {
      byName.put(provider.name(), provider);
    }
  }

  /** Whether there is one of this name. */
  public boolean has(String name) {
    return byName.containsKey(name);
  }

  /** The provider of a target that was found to have one. */
  public Provider of(Target target) {
    Provider provider = byName.get(target.provider());
    if (provider == null) {
      throw new IllegalStateException("no provider '" + target.provider() + "'");
    }
    return provider;
  }

  /** All names, in order. */
  public Set<String> names() {
    return new TreeSet<>(byName.keySet());
  }
}
