package io.llmgw.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files for Grafana and Prometheus are those of the code. */
class FilesTest {
  private static final String WRITE = "llmgw.docs.write";
  private static final Pattern MOUNT = Pattern.compile("- (\\./[^:]+):");

  @Test
  void theDashboardIsGenerated() throws IOException {
    hold("grafana/dashboards/llmgw.json", DashboardJson.of(Board.rows(), Board.variables()));
  }

  @Test
  void theRulesAreGenerated() throws IOException {
    hold("prometheus/alerts.yml", RulesYaml.of(Alerts.all()));
  }

  @Test
  void whatTheContainersMountIsThere() throws IOException {
    Matcher mount = MOUNT.matcher(Files.readString(Path.of("compose.yaml")));
    int mounts = 0;
    while (mount.find()) {
      assertThat(Path.of(mount.group(1))).exists();
      mounts++;
    }

    assertThat(mounts).isGreaterThan(2);
  }

  private static void hold(String name, String expected) throws IOException {
    Path file = Path.of(name);
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }

    assertThat(file).as("run this test with -D%s=true", WRITE).hasContent(expected);
  }
}
