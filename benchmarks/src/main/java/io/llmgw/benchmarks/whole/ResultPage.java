package io.llmgw.benchmarks.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A page of results with the facts of the machine; printed and kept. */
public final class ResultPage {
  private static final Path CPU_FACTS = Path.of("/proc/cpuinfo");

  private final String name;
  private final List<String> lines = new ArrayList<>();

  /** A page that is kept as {@code name.md}. */
  public ResultPage(String name, String title) {
    this.name = name;
    add("# " + title);
    add("");
    add(
        "Written by its command; [docs/benchmarks.md](../../docs/benchmarks.md) says what was measured.");
    add("");
    add("| | |");
    add("|---|---|");
    row("date", LocalDate.now(ZoneOffset.UTC).toString());
    row("cores it may use", String.valueOf(Runtime.getRuntime().availableProcessors()));
    row("processor", processor());
    row("system", System.getProperty("os.name") + ", " + System.getProperty("os.arch"));
    row("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    row("heap", Runtime.getRuntime().maxMemory() / (1024 * 1024) + " MB");
    add("");
  }

  private static String processor() {
    if (!Files.isReadable(CPU_FACTS)) {
      return "unknown";
    }
    try (Stream<String> facts = Files.lines(CPU_FACTS)) {
      return facts
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** Adds a line. */
  public void add(String line) {
    lines.add(line);
  }

  /** Adds a row of a table. */
  public void row(String... cells) {
    add("| " + String.join(" | ", cells) + " |");
  }

  /** Prints the page, and writes it to the folder that {@code bench.results} names. */
  public void publish() throws IOException {
    lines.forEach(System.out::println);
    String folder = System.getProperty("bench.results");
    if (folder != null) {
      Files.createDirectories(Path.of(folder));
      Files.write(Path.of(folder, name + ".md"), lines);
    }
  }
}
