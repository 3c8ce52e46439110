package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.test.Fault;
import io.llmgw.test.scripted.ScriptedProvider;
import java.net.URL;
import java.util.Enumeration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The context class loader is that of an application that was stopped: it fails when asked. */
@Fault("F159")
class StoppedLoaderTest {
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @BeforeEach
  void stop() {
    Thread.currentThread().setContextClassLoader(new Stopped());
  }

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void whatTheLibrarysOwnLoaderFindsServesAllTheSame() {
    ScriptedProvider fake = ScriptedProvider.named("fake").always("blue");
    LlmClientBuilder builder = LlmClient.builder().provider(fake).defaultModel(fake.model());

    try (LlmClient llm = builder.discover().build()) {
      assertThat(llm.prompt("Why?").text()).isEqualTo("blue");
    }
    assertThat(ModelCatalog.builtIn().models()).isNotEmpty();
  }

  @Test
  void whatNoLoaderFindsIsAnErrorThatSaysWhatWasSkipped() {
    LlmClientBuilder builder = LlmClient.builder();

    assertThatThrownBy(() -> builder.use("nobody", Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no interceptor factory is named 'nobody'")
        .hasMessageContaining("skipped")
        .hasMessageContaining(Stopped.class.getName() + " fails: it has been stopped")
        .hasMessageContaining("java.lang.UnsupportedOperationException");
  }

  private static final class Stopped extends ClassLoader {
    Stopped() {
      super(null);
    }

    @Override
    public Enumeration<URL> getResources(String name) {
      throw new UnsupportedOperationException("it has been stopped");
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) {
      throw new UnsupportedOperationException("it has been stopped");
    }
  }
}
