package io.llmgw.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.test.Fault;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program with jars of its own, in class loaders that know nothing of this test: whatever the
 * context class loader is, the jars beside the api are found, on the class and on the module path.
 */
@Fault("F159")
class LoaderTest {
  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();
  private static final String PROGRAM =
      """
      package app;

      import io.llmgw.api.LlmClient;
      import java.util.Map;

      public final class Program {
        public static String ask(String factory) {
          try (LlmClient llm =
              LlmClient.builder().provider(factory, Map.of()).defaultModel("made/any").build()) {
            return llm.prompt("Which one?").text();
          }
        }
      }
      """;

  @TempDir Path folder;
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private List<Path> runtime;

  @BeforeEach
  void readPath() throws Exception {
    runtime = Jars.runtime();
  }

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void aContextLoaderThatIsMissingOrBlindIsNoHindrance() throws Throwable {
    try (URLClassLoader own = Jars.loader(PLATFORM, Jars.with(runtime, program(), offer("Good")))) {
      for (ClassLoader context : new ClassLoader[] {null, PLATFORM, own}) {
        Thread.currentThread().setContextClassLoader(context);

        assertThat(Jars.run(own, "app.Program", "ask", "good")).isEqualTo("Good");
      }
    }
  }

  @Test
  void theContextLoaderIsAskedFirstAndThenTheOwnOne() throws Throwable {
    try (URLClassLoader own = Jars.loader(PLATFORM, Jars.with(runtime, program(), offer("Good")));
        URLClassLoader context = Jars.loader(own, List.of(offer("More")))) {
      Thread.currentThread().setContextClassLoader(context);

      assertThat(Jars.run(own, "app.Program", "ask", "more")).isEqualTo("More");
      assertThat(Jars.run(own, "app.Program", "ask", "good")).isEqualTo("Good");
    }
  }

  @Test
  void aContextLoaderWithAnotherCopyOfTheApiIsSkippedWithAReason() throws Throwable {
    try (URLClassLoader own = Jars.loader(PLATFORM, Jars.with(runtime, program(), offer("Good")));
        URLClassLoader foreign = Jars.loader(PLATFORM, Jars.with(runtime, offer("Foreign")))) {
      Thread.currentThread().setContextClassLoader(foreign);

      assertThat(Jars.run(own, "app.Program", "ask", "good")).isEqualTo("Good");
      assertThatThrownBy(() -> Jars.run(own, "app.Program", "ask", "foreign"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageMatching("(?s).*found \\[[^]]*\\bgood\\b.*")
          .hasMessageContaining("offered.foreign.Foreign not a subtype");
    }
  }

  @Test
  void onTheModulePathABrokenModuleIsSkippedAndTheOthersAreUsed() throws Throwable {
    ClassLoader modules =
        layerOf(
            module("good", Offers.provider("Good", "\"good\"")),
            module(
                "broken",
                Offers.provider("Broken", "\"x\"", "throw new ArithmeticException();", "")));
    for (ClassLoader context : new ClassLoader[] {null, before, modules}) {
      Thread.currentThread().setContextClassLoader(context);

      assertThat(Jars.run(modules, "app.Program", "ask", "good")).isEqualTo("Good");
      assertThatThrownBy(() -> Jars.run(modules, "app.Program", "ask", "broken"))
          .hasMessageMatching("(?s).*found \\[[^]]*\\bgood\\b.*")
          .hasMessageContaining("offered.broken.Broken could not be instantiated")
          .hasMessageContaining("java.lang.ArithmeticException");
    }
  }

  @Test
  void twoModulesOfOneNameAreAnErrorThatNamesBoth() throws Throwable {
    ClassLoader modules =
        layerOf(
            module("one", Offers.provider("One", "\"same\"")),
            module("two", Offers.provider("Two", "\"same\"")));

    assertThatThrownBy(() -> Jars.run(modules, "app.Program", "ask", "openai"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("two are named 'same'")
        .hasMessageContaining("offered.one.One from")
        .hasMessageContaining("offered.two.Two from");
  }

  private ClassLoader layerOf(Path... offers) throws Exception {
    Path program =
        BuiltJar.named("program")
            .source("app.Program", PROGRAM)
            .source("module-info", "module app { requires io.llmgw.api; exports app; }")
            .againstModules(runtime)
            .in(folder);
    List<Path> jars = Jars.with(Jars.with(runtime, program), offers);
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration()
            .resolveAndBind(
                ModuleFinder.of(jars.toArray(Path[]::new)), ModuleFinder.of(), Set.of("app"));
    return boot.defineModulesWithOneLoader(configuration, PLATFORM).findLoader("app");
  }

  private Path module(String name, String factory) throws Exception {
    String type = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    return BuiltJar.named(name)
        .source("offered." + name + "." + type, in("offered." + name, factory))
        .source(
            "module-info",
            """
            module offered.%1$s {
              requires io.llmgw.api;
              provides io.llmgw.api.provider.ProviderFactory with offered.%1$s.%2$s;
            }
            """
                .formatted(name, type))
        .againstModules(runtime)
        .in(folder);
  }

  private Path program() throws Exception {
    return BuiltJar.named("program").source("app.Program", PROGRAM).in(folder);
  }

  private Path offer(String type) throws Exception {
    String name = type.toLowerCase(Locale.ROOT);
    return BuiltJar.named(name)
        .source(
            "offered." + name + "." + type,
            in("offered." + name, Offers.provider(type, '"' + name + '"')))
        .offers(ProviderFactory.class, "offered." + name + "." + type)
        .in(folder);
  }

  private static String in(String packageName, String source) {
    return source.replace("package offered;", "package " + packageName + ";");
  }
}
