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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Java block of the guide is a region of a class in this module, to the letter. */
class SnippetsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path SNIPPETS = ROOT.resolve("docs/src/test/java/io/llmgw/docs");
  private static final Pattern JAVA_BLOCK =
      Pattern.compile(
          "(?:<!-- snippet: (\\w+)#([\\w-]+) -->\\n)?```java\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)[^)]*\\)");

  @ParameterizedTest
  @MethodSource("pages")
  void everyJavaBlockIsARegionOfACompiledClass(Path page) {
    Matcher block = JAVA_BLOCK.matcher(read(page));

    while (block.find()) {
      assertThat(block.group(1)).as("snippet marker before: %s", block.group(3)).isNotNull();
      assertThat(block.group(3)).isEqualTo(region(block.group(1), block.group(2)));
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyRelativeLinkLeadsToAFile(Path page) {
    Matcher link = LINK.matcher(read(page));
    List<String> broken = new ArrayList<>();

    while (link.find()) {
      if (!Files.exists(page.resolveSibling(link.group(1)))) {
        broken.add(link.group(1));
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void theGuideHasPages() {
    assertThat(pages()).hasSizeGreaterThan(4);
  }

  private static String region(String type, String name) {
    String source = read(SNIPPETS.resolve(type + ".java"));
    Matcher region =
        Pattern.compile("( *)// begin " + name + "\\n(.*?) *// end " + name + "\\n", Pattern.DOTALL)
            .matcher(source);
    assertThat(region.find()).as("%s has a region '%s'", type, name).isTrue();
    return region.group(2).replaceAll("(?m)^" + region.group(1), "");
  }

  private static Stream<Path> pages() {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().contains("target"))
          .sorted()
          .forEach(pages::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pages.stream();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
