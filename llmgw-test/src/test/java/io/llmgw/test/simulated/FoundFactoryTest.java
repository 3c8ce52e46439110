package io.llmgw.test.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.api.provider.Settings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By which provider a simulated server is asked, of all that are on the class path. */
class FoundFactoryTest {
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @TempDir Path folder;

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void isFoundBesideSomeThatHaveNoName() throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(ProviderFactory.class.getName()),
        String.join(
            "\n", Unwritten.class.getName(), Nameless.class.getName(), Named.class.getName()));

    try (URLClassLoader path = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before);
        SimulatedProvider server = SimulatedProvider.openAi().start()) {
      Thread.currentThread().setContextClassLoader(path);

      assertThat(server.provider()).isSameAs(Named.PROVIDER);
    }
  }

  /** Its name is not written yet. */
  public static final class Unwritten implements ProviderFactory {
    @Override
    public String name() {
      throw new AssertionError("not written yet");
    }

    @Override
    public Provider create(Settings settings) {
      return Named.PROVIDER;
    }
  }

  /** It has none. */
  public static final class Nameless implements ProviderFactory {
    @Override
    @SuppressWarnings("NullAway") // breaks the contract on purpose
    public String name() {
      return null;
    }

    @Override
    public Provider create(Settings settings) {
      return Named.PROVIDER;
    }
  }

  /** The one that is meant. */
  public static final class Named implements ProviderFactory {
    static final Provider PROVIDER =
        new Provider() {
          @Override
          public String name() {
            return "openai";
          }

          @Override
          public Capabilities capabilities() {
            return Capabilities.of();
          }

          @Override
          public EventStream open(ProviderCall call) {
            throw new UnsupportedOperationException();
          }
        };

    @Override
    public String name() {
      return "openai";
    }

    @Override
    public Provider create(Settings settings) {
      return PROVIDER;
    }
  }
}
