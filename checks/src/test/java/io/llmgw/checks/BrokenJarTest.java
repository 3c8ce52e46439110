package io.llmgw.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.InterceptorFactory;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.test.Fault;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Jars that offer broken factories, on the class path: skipped with a reason, or a clear error. */
@Fault("F159")
class BrokenJarTest {
  private static final String GOOD = Offers.provider("Good", "\"good\"");
  private static final Logger LOG = Logger.getLogger("io.llmgw.api.extend.Extensions");

  @TempDir Path folder;
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final List<URLClassLoader> loaders = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Handler log =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          warnings.add(MessageFormat.format(entry.getMessage(), entry.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOG.addHandler(log);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void restore() throws IOException {
    LOG.removeHandler(log);
    LOG.setUseParentHandlers(true);
    Thread.currentThread().setContextClassLoader(before);
    for (URLClassLoader loader : loaders) {
      loader.close();
    }
  }

  static List<Arguments> broken() {
    return List.of(
        Arguments.of(
            "a class that is not there",
            BuiltJar.named("broken").offers(ProviderFactory.class, "offered.Broken"),
            "offered.Broken not found"),
        Arguments.of(
            "a line that is no class name",
            BuiltJar.named("broken").offers(ProviderFactory.class, "no name of a class"),
            "Illegal configuration-file syntax"),
        Arguments.of(
            "a class of another kind",
            BuiltJar.named("broken")
                .source("offered.Broken", Offers.needed("Broken"))
                .offers(ProviderFactory.class, "offered.Broken"),
            "offered.Broken not a subtype"),
        Arguments.of(
            "a constructor that throws",
            offering(Offers.provider("Broken", "\"x\"", "throw new ArithmeticException();", "")),
            "offered.Broken could not be instantiated (java.lang.ArithmeticException)"),
        Arguments.of(
            "a constructor that needs a missing class",
            offering(Offers.provider("Broken", "\"x\"", "Needed.touch();", "")),
            "offered.Broken could not be instantiated (java.lang.NoClassDefFoundError)"),
        Arguments.of(
            "a class whose parent is missing",
            offering(
                GOOD.replace("Good", "Broken")
                    .replace("Broken impl", "Broken extends Needed impl")),
            "offered/Needed (java.lang.ClassNotFoundException)"),
        Arguments.of(
            "a name that needs a missing class",
            offering(Offers.provider("Broken", "Needed.touched()")),
            "its name() fails (java.lang.NoClassDefFoundError)"),
        Arguments.of(
            "a name that throws",
            offering(Offers.provider("Broken", "\"x\".substring(2)")),
            "its name() fails (java.lang.StringIndexOutOfBoundsException)"),
        Arguments.of(
            "a name that is not written yet",
            offering(
                Offers.provider(
                    "Broken",
                    "java.util.Optional.<String>empty().orElseThrow(AssertionError::new)")),
            "broken.jar: its name() fails (java.lang.AssertionError)"),
        Arguments.of(
            "no name",
            offering(Offers.provider("Broken", "null")),
            "broken.jar: its name() is null or blank"),
        Arguments.of(
            "an empty name",
            offering(Offers.provider("Broken", "\"\"")),
            "broken.jar: its name() is null or blank"),
        Arguments.of(
            "a name of blanks",
            offering(Offers.provider("Broken", "\" \"")),
            "broken.jar: its name() is null or blank"));
  }

  private static BuiltJar offering(String broken) {
    return BuiltJar.named("broken")
        .source("offered.Broken", broken)
        .source("offered.Needed", Offers.needed("Needed"))
        .leavesOut("offered.Needed")
        .offers(ProviderFactory.class, "offered.Broken");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void isSkippedWithAReasonAndTheOthersAreUsed(String what, BuiltJar broken, String reason)
      throws IOException {
    onThePath(broken.in(folder), good().in(folder));

    assertThat(answerOf("good")).isEqualTo("Good");
    assertThat(warnings).hasSize(1).first().asString().contains("skipped").contains(reason);
    assertThatThrownBy(() -> LlmClient.builder().provider("broken", Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no provider factory is named 'broken'")
        .hasMessageContaining("good")
        .hasMessageContaining(reason);
  }

  @Test
  void aBrokenPolicyIsSkippedWithAReasonAndTheOthersAreUsed() throws IOException {
    Path broken =
        BuiltJar.named("broken")
            .source("offered.Broken", Offers.policy("Broken", "\"x\"", "Needed.touch();"))
            .source("offered.Needed", Offers.needed("Needed"))
            .leavesOut("offered.Needed")
            .offers(InterceptorFactory.class, "offered.Broken")
            .in(folder);
    Path sound =
        BuiltJar.named("sound")
            .source("offered.Sound", Offers.policy("Sound", "\"sound\"", ""))
            .offers(InterceptorFactory.class, "offered.Sound")
            .in(folder);
    onThePath(broken, good().in(folder), sound);

    LlmClientBuilder builder = LlmClient.builder().provider("good", Map.of());
    try (LlmClient llm = builder.defaultModel("made/any").discover().build()) {
      assertThat(llm.prompt("x").explain().chain())
          .anyMatch(link -> link.spec().name().equals("sound"));
    }
    assertThat(warnings).hasSize(1).first().asString().contains("offered.Broken");
    assertThatThrownBy(() -> LlmClient.builder().use("broken", Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no interceptor factory is named 'broken'")
        .hasMessageContaining("offered.Broken");
  }

  @Test
  void twoProvidersOfOneNameAreAnErrorThatNamesBothJars() throws IOException {
    Path other =
        BuiltJar.named("other")
            .source("offered.Other", Offers.provider("Other", "\"good\""))
            .offers(ProviderFactory.class, "offered.Other")
            .in(folder);
    Path third =
        BuiltJar.named("third")
            .source("offered.Third", Offers.provider("Third", "\"third\""))
            .offers(ProviderFactory.class, "offered.Third")
            .in(folder);
    onThePath(good().in(folder), other, third);

    for (String asked : List.of("good", "third", "nobody")) {
      assertThatThrownBy(() -> LlmClient.builder().provider(asked, Map.of()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("two are named 'good'")
          .hasMessageContaining("offered.Good from")
          .hasMessageContaining("good.jar")
          .hasMessageContaining("offered.Other from")
          .hasMessageContaining("other.jar");
    }
  }

  @Test
  void twoPoliciesOfOneNameAreAnErrorEvenWhenAllAreWanted() throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String name : List.of("One", "Two")) {
      jars.add(
          BuiltJar.named(name)
              .source("offered." + name, Offers.policy(name, "\"same\"", ""))
              .offers(InterceptorFactory.class, "offered." + name)
              .in(folder));
    }
    onThePath(jars.toArray(Path[]::new));

    for (Runnable look :
        List.<Runnable>of(
            () -> LlmClient.builder().discover(),
            () -> LlmClient.builder().use("same", Map.of()))) {
      assertThatThrownBy(look::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("two are named 'same'")
          .hasMessageContaining("offered.One from")
          .hasMessageContaining("offered.Two from");
    }
  }

  @Test
  void twoCopiesOfOneClassCountAsOneAndTheFirstIsTaken() throws IOException {
    Path copy =
        BuiltJar.named("copy")
            .source(
                "offered.Good",
                GOOD.replace("new TextDelta(0, \"Good\")", "new TextDelta(0, \"Copy\")"))
            .offers(ProviderFactory.class, "offered.Good")
            .in(folder);
    Path original = good().in(folder);

    onThePath(original, copy);
    assertThat(answerOf("good")).isEqualTo("Good");

    onThePath(copy, original);
    assertThat(answerOf("good")).isEqualTo("Copy");
  }

  @Test
  void aFactoryThatCannotMakeItsProviderIsAnErrorThatNamesIt() throws IOException {
    onThePath(offering(Offers.provider("Broken", "\"broken\"", "", "Needed.touch();")).in(folder));

    assertThatThrownBy(() -> LlmClient.builder().provider("broken", Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("offered.Broken from")
        .hasMessageContaining("broken.jar")
        .hasMessageContaining("offered/Needed")
        .hasCauseInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void aFactoryThatIsNotWrittenYetIsAnErrorThatNamesIt() throws IOException {
    String unwritten = "if (settings != null) throw new AssertionError();";
    onThePath(offering(Offers.provider("Broken", "\"broken\"", "", unwritten)).in(folder));

    assertThatThrownBy(() -> LlmClient.builder().provider("broken", Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("offered.Broken from")
        .hasMessageContaining("broken.jar")
        .hasCauseInstanceOf(AssertionError.class);
  }

  @Test
  void aFactoryThatMakesNothingIsAnErrorThatNamesIt() throws IOException {
    onThePath(
        offering(Offers.provider("Broken", "\"broken\"", "", "if (settings != null) return null;"))
            .in(folder));

    assertThatThrownBy(() -> LlmClient.builder().provider("broken", Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("offered.Broken from")
        .hasMessageContaining("made nothing");
  }

  private static BuiltJar good() {
    return BuiltJar.named("good")
        .source("offered.Good", GOOD)
        .offers(ProviderFactory.class, "offered.Good");
  }

  private static String answerOf(String factory) {
    try (LlmClient llm =
        LlmClient.builder().provider(factory, Map.of()).defaultModel("made/any").build()) {
      return llm.prompt("Which one?").text();
    }
  }

  private void onThePath(Path... jars) throws IOException {
    URLClassLoader loader = Jars.loader(before, List.of(jars));
    loaders.add(loader);
    Thread.currentThread().setContextClassLoader(loader);
  }
}
