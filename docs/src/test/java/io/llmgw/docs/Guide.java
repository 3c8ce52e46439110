package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the guide, and how those of them that are generated are kept true. */
final class Guide {
  /** Where the repository begins. */
  static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** The folder of the pages. */
  static final Path DOCS = ROOT.resolve("docs");

  private static final String WRITE = "llmgw.docs.write";

  private Guide() {}

  /** The folders of all modules of the build that have code, those of its profiles too. */
  static List<String> modules() {
    return Pattern.compile("<module>([\\w/-]+)</module>")
        .matcher(read(ROOT.resolve("pom.xml")))
        .results()
        .map(module -> module.group(1))
        .distinct()
        .filter(module -> Files.isDirectory(ROOT.resolve(module).resolve("src/main/java")))
        .toList();
  }

  /** Every page that a reader may come to. */
  static List<Path> pages() {
    List<Path> pages = new ArrayList<>();
    for (String name : List.of("README", "CHANGELOG", "CONTRIBUTING", "SECURITY")) {
      pages.add(ROOT.resolve(name + ".md"));
    }
    try {
      Files.walkFileTree(DOCS, new PagesBelow(pages));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Collections.sort(pages);
    return pages;
  }

  /** Finds pages, without looking into the folder that the build writes to meanwhile. */
  private static final class PagesBelow extends SimpleFileVisitor<Path> {
    private final List<Path> pages;

    PagesBelow(List<Path> pages) {
      this.pages = pages;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes any) {
      return folder.equals(DOCS.resolve("target"))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes any) {
      if (file.toString().endsWith(".md")) {
        pages.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
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
