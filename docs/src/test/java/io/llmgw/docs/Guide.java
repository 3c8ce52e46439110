package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the guide, and how those of them that are generated are kept true. */
final class Guide {
  /** Where the repository begins. */
  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** The folder of the pages. */
  static final Path DOCS = ROOT.resolve("docs");

  private static final String WRITE = "llmgw.docs.write";

  private Guide() {}

  /** Every page that a reader may come to. */
  static List<Path> pages() {
    List<Path> pages = new ArrayList<>();
    for (String name : List.of("README", "CHANGELOG", "CONTRIBUTING", "SECURITY")) {
      pages.add(ROOT.resolve(name + ".md"));
    }
    try (Stream<Path> files = Files.walk(DOCS)) {
      files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !DOCS.relativize(file).startsWith("target"))
          .sorted()
          .forEach(pages::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pages;
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compares a file with what it should be, or writes it where that was asked for. */
  static void hold(Path file, String expected) {
    if (Boolean.getBoolean(WRITE)) {
      write(file, expected);
    }
    assertThat(Files.exists(file) ? read(file) : "")
        .as("%s is out of date: run this test with -D%s=true", ROOT.relativize(file), WRITE)
        .isEqualTo(expected);
  }

  /** Compares the generated part of a page, between its two markers, with what it should be. */
  static void holdPart(Path page, String name, String expected) {
    String begin = "<!-- generated: " + name + " -->\n";
    String end = "<!-- end of " + name + " -->\n";
    String text = read(page);
    Matcher part =
        Pattern.compile(Pattern.quote(begin) + ".*?" + Pattern.quote(end), Pattern.DOTALL)
            .matcher(text);
    assertThat(part.find()).as("%s has the markers of '%s'", page, name).isTrue();
    hold(page, part.replaceFirst(Matcher.quoteReplacement(begin + "\n" + expected + "\n" + end)));
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
