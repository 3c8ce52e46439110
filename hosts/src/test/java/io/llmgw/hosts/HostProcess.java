package io.llmgw.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A host as it was built, run in a JVM of its own until it ends by itself. */
final class HostProcess {
  private static final String SAYS = "host says ";

  private HostProcess() {}

  /** Where the build of this host put things. */
  static Path target(String host) {
    return Path.of("target", "apps", host, "target");
  }

  /**
   * Runs {@code java} with these arguments.
   *
   * @return what the host said, in order
   */
  static List<String> run(String host, List<String> arguments)
      throws IOException, InterruptedException {
    Path output = target(host).resolve("output.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx128m");
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(50, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    String text = Files.readString(output);
    assertThat(ended).as("%s ends by itself: %s", host, text).isTrue();
    assertThat(process.exitValue()).as("exit value of %s: %s", host, text).isZero();
    return text.lines()
        .filter(line -> line.startsWith(SAYS))
        .map(line -> line.substring(SAYS.length()))
        .toList();
  }
}
