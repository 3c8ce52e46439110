package io.llmgw.test.simulated;

import io.llmgw.api.provider.ProviderFactory;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds the factories of the providers that a simulated server is asked by. */
final class FoundFactory {
  private static final int MOST_ERRORS = 100;

  private FoundFactory() {}

  /**
   * The factory of this name.
   *
   * @throws IllegalStateException when there is none
   */
  static ProviderFactory named(String name) {
    ProviderFactory found = in(Thread.currentThread().getContextClassLoader(), name);
    if (found == null) {
      found = in(FoundFactory.class.getClassLoader(), name);
    }
    if (found == null) {
      throw new IllegalStateException(
          "no provider named '" + name + "' is there: add the artifact io.llmgw:llmgw-providers");
    }
    return found;
  }

  /** Those that a loader cannot load are none; it goes on with the next one. */
  private static @Nullable ProviderFactory in(@Nullable ClassLoader loader, String name) {
    Iterator<ProviderFactory> factories =
        ServiceLoader.load(ProviderFactory.class, loader).iterator();
    for (int errors = 0; errors < MOST_ERRORS; ) {
      try {
        if (!factories.hasNext()) {
          return null;
        }
        ProviderFactory factory = factories.next();
        if (name.equals(nameOf(factory))) {
          return factory;
        }
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        errors++;
      }
    }
    return null;
  }

  private static @Nullable String nameOf(ProviderFactory factory) {
    try {
      return factory.name();
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable e) { // a stranger's code: whatever it throws must not hide the others
      return null;
    }
  }
}
