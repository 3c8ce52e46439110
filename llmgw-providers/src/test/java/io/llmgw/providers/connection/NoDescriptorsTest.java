package io.llmgw.providers.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.test.Fault;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NoDescriptorsTest {
  private static final int DESCRIPTORS = 256;

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @Fault("F013")
  void aProcessWithoutDescriptorsIsKnownInAnyLanguage() throws Exception {
    assertThat(kinds()).contains("CONNECT LOCAL_RESOURCE");
  }

  private static String kinds() throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String command =
        "ulimit -n "
            + DESCRIPTORS
            + " && exec '"
            + java
            + "' -XX:TieredStopAtLevel=1 "
            + NoDescriptors.class.getName();
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", classPath());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  /** That of this JVM, which may have the tests patched into the module that they test. */
  private static String classPath() {
    List<String> parts = new ArrayList<>();
    for (String each : List.of("test-classes", "classes")) {
      parts.add(Path.of("target", each).toAbsolutePath().toString());
    }
    for (String each : List.of("surefire.test.class.path", "java.class.path", "jdk.module.path")) {
      String part = System.getProperty(each);
      if (part != null) {
        parts.add(part);
      }
    }
    return String.join(File.pathSeparator, parts);
  }
}
