package io.llmgw.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compiles and runs a consumer that has nothing but the packaged jars, as named modules. */
class ModulePathTest {
  private static final Path SOURCES = Path.of("src/consumer/java");
  private static final Path CLASSES = Path.of("target/consumer");
  private static final Path OUTPUT = Path.of("target/consumer.log");

  private static String modulePath;

  @BeforeAll
  static void readModulePath() throws IOException {
    modulePath = Files.readString(Path.of("target/module-path.txt")).strip();
  }

  @Test
  void consumesPackagedJarsAndNoClassDirectory() {
    assertThat(modulePath.split(File.pathSeparator)).isNotEmpty().allMatch(e -> e.endsWith(".jar"));
  }

  @Test
  void consumerOnTheModulePathMakesACallAndAStream() throws Exception {
    compile();

    String output = run();

    assertThat(output)
        .contains("answer: whole")
        .contains("answer: streamed")
        .contains("engine: io.llmgw.core")
        .contains("api: io.llmgw.api")
        .contains("observability: io.llmgw.observability")
        .contains("measured: true")
        .contains("providers: io.llmgw.providers");
  }

  private static void compile() {
    StringWriter messages = new StringWriter();
    PrintWriter out = new PrintWriter(messages);
    int exit =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                out,
                out,
                List.of(
                        "--release",
                        "17",
                        "--module-path",
                        modulePath,
                        "-d",
                        CLASSES.toString(),
                        SOURCES.resolve("module-info.java").toString(),
                        SOURCES.resolve("io/llmgw/consumer/Consumer.java").toString())
                    .toArray(String[]::new));
    assertThat(exit).as("javac: %s", messages).isZero();
  }

  private static String run() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "--module-path",
                modulePath + File.pathSeparator + CLASSES,
                "--module",
                "io.llmgw.consumer/io.llmgw.consumer.Consumer")
            .redirectErrorStream(true)
            .redirectOutput(OUTPUT.toFile())
            .start();
    boolean ended = process.waitFor(50, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    String output = Files.readString(OUTPUT);
    assertThat(ended).as("the consumer ends by itself: %s", output).isTrue();
    assertThat(process.exitValue()).as("exit value: %s", output).isZero();
    return output;
  }
}
