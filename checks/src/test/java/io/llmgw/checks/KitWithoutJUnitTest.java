package io.llmgw.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.test.VirtualTime;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test kit compiles and runs where there is no JUnit, all but the parts that extend it. */
class KitWithoutJUnitTest {
  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();
  private static final String PROGRAM =
      """
      package app;

      import io.llmgw.api.LlmClient;
      import io.llmgw.api.request.ChatRequest;
      import io.llmgw.test.*;
      import io.llmgw.test.scripted.ScriptedProvider;
      import io.llmgw.test.simulated.SimulatedProvider;
      import io.llmgw.test.socket.ToxicProxy;

      public final class Program {
        public static String ask(String question) {
          ScriptedProvider fake = ScriptedProvider.named("fake").always("scripted");
          try (Leaks leaks = Leaks.watch().of(fake);
              SimulatedProvider server = SimulatedProvider.openAi().always("simulated").start();
              ToxicProxy proxy = ToxicProxy.before(server.port());
              LlmClient llm =
                  LlmClient.builder()
                      .provider(fake)
                      .provider(server.provider(proxy))
                      .time(VirtualTime.create())
                      .build()) {
            ChatRequest request = ChatRequest.of(question);
            return Door.PUBLISH.open(llm, request.withModel(fake.model())).text()
                + " and "
                + Door.CHAT.open(llm, request.withModel(server.model())).text();
          }
        }
      }
      """;

  @TempDir Path folder;
  private List<Path> jars;

  @BeforeEach
  void readPath() throws Exception {
    jars = Jars.with(Jars.runtime(), Jars.of(VirtualTime.class));
    assertThat(jars).allMatch(jar -> jar.toString().endsWith(".jar"));
    assertThat(jars).noneMatch(jar -> jar.toString().contains("junit"));
  }

  @Test
  void runsOnTheClassPath() throws Throwable {
    Path program =
        BuiltJar.named("program").source("app.Program", PROGRAM).against(jars).in(folder);
    try (URLClassLoader loader = Jars.loader(PLATFORM, Jars.with(jars, program))) {
      assertThat(Jars.run(loader, "app.Program", "ask", "?")).isEqualTo("scripted and simulated");
      assertThatThrownBy(() -> loader.loadClass("io.llmgw.test.LeakRule"))
          .isInstanceOf(NoClassDefFoundError.class)
          .hasMessageContaining("org/junit/jupiter/api/extension");
    }
  }

  @Test
  void runsOnTheModulePath() throws Throwable {
    Path program =
        BuiltJar.named("program")
            .source("app.Program", PROGRAM)
            .source("module-info", "module app { requires io.llmgw.test; exports app; }")
            .againstModules(jars)
            .in(folder);
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration()
            .resolveAndBind(
                ModuleFinder.of(Jars.with(jars, program).toArray(Path[]::new)),
                ModuleFinder.of(),
                Set.of("app"));
    ClassLoader loader = boot.defineModulesWithOneLoader(configuration, PLATFORM).findLoader("app");

    assertThat(Jars.run(loader, "app.Program", "ask", "?")).isEqualTo("scripted and simulated");
  }
}
