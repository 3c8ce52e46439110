package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Feature;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Fault;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What an extension says of itself fails, or is nothing: the error names it, and its jar. */
@Fault("F159")
class BrokenExtensionTest {
  private final LlmClientBuilder builder =
      LlmClient.builder().provider(ScriptedProvider.named("fake"));

  @Test
  void aLinkWithoutASpec() {
    expectNull(() -> builder.use(new BrokenLink(() -> null)), BrokenLink.class, "spec()");
    expectFailure(() -> builder.use(new BrokenLink(this::fail)), BrokenLink.class, "spec()");
  }

  @Test
  void aLinkOfAFeatureWithoutASpec() {
    expectNull(() -> buildWith(new BrokenLink(() -> null)), BrokenLink.class, "spec()");
    expectFailure(() -> buildWith(new BrokenLink(this::fail)), BrokenLink.class, "spec()");
  }

  @Test
  void aFeatureWithoutAName() {
    expectNull(() -> builder.use(new BrokenFeature(() -> null)), BrokenFeature.class, "name()");
    expectFailure(() -> builder.use(new BrokenFeature(this::fail)), BrokenFeature.class, "name()");
  }

  @Test
  void aProviderWithoutAName() {
    expectNull(
        () -> builder.provider(new BrokenProvider(() -> null)), BrokenProvider.class, "name()");
    expectFailure(
        () -> builder.provider(new BrokenProvider(this::fail)), BrokenProvider.class, "name()");
  }

  private static void buildWith(BrokenLink link) {
    Feature feature =
        new Feature() {
          @Override
          public String name() {
            return "sound";
          }

          @Override
          public List<Interceptor> links(TimeSource time) {
            return List.of(link);
          }
        };
    LlmClient.builder().provider(ScriptedProvider.named("fake")).use(feature).build();
  }

  private <T> T fail() {
    throw new UnsupportedOperationException("not written yet");
  }

  private static void expectNull(ThrowingCallable use, Class<?> broken, String method) {
    assertThatThrownBy(use)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(broken.getName() + " from")
        .hasMessageContaining("test-classes")
        .hasMessageContaining("its " + method + " is null");
  }

  private static void expectFailure(ThrowingCallable use, Class<?> broken, String method) {
    assertThatThrownBy(use)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(broken.getName() + " from")
        .hasMessageContaining("test-classes")
        .hasMessageContaining("its " + method + " fails with")
        .hasCauseInstanceOf(UnsupportedOperationException.class);
  }

  private record BrokenLink(Supplier<LinkSpec> said) implements Interceptor {
    @Override
    public LinkSpec spec() {
      return said.get();
    }

    @Override
    public EventStream intercept(Chain chain) {
      return chain.proceed(chain.request());
    }
  }

  private record BrokenFeature(Supplier<String> said) implements Feature {
    @Override
    public String name() {
      return said.get();
    }
  }

  private record BrokenProvider(Supplier<String> said) implements Provider {
    @Override
    public String name() {
      return said.get();
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of();
    }

    @Override
    public EventStream open(ProviderCall call) {
      throw new AssertionError("nobody is to ask it");
    }
  }
}
