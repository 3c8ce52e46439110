package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every Java block of the guide stands in compiled code, to the letter. A marker before the block
 * says where: {@code snippet: Type#region} is what stands between {@code // begin region} and
 * {@code // end region} in a class of this module or of an example, {@code snippet: Type} the whole
 * type, and {@code file: path} a whole file of any kind.
 */
class SnippetsTest {
  private static final Path SNIPPETS = Guide.DOCS.resolve("src/test/java/io/llmgw/docs");
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?:<!-- (snippet|file): (\\S+) -->\\n)?^```(\\w*)\\n(.*?)^```$",
          Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern TYPE =
      Pattern.compile(
          "^(?:/\\*\\*|@|public |abstract |final |class |record |interface |enum ).*\\z",
          Pattern.DOTALL | Pattern.MULTILINE);

  @ParameterizedTest
  @MethodSource("pages")
  void everyJavaBlockStandsInCompiledCode(Path page) {
    Guide.hold(page, BLOCK.matcher(Guide.read(page)).replaceAll(SnippetsTest::withSource));
  }

  private static String withSource(MatchResult block) {
    String kind = block.group(1);
    if (kind == null) {
      assertThat(block.group(3)).as("marker before: %s", block.group(4)).isNotEqualTo("java");
      return Matcher.quoteReplacement(block.group());
    }
    String reference = block.group(2);
    String source =
        kind.equals("file") ? Guide.read(Guide.ROOT.resolve(reference)) : snippet(reference);
    String marker = "<!-- " + kind + ": " + reference + " -->\n";
    return Matcher.quoteReplacement(marker + "```" + block.group(3) + "\n" + source + "```");
  }

  private static String snippet(String reference) {
    int hash = reference.indexOf('#');
    if (hash < 0) {
      return wholeType(Guide.read(sourceOf(reference)));
    }
    return region(reference.substring(0, hash), reference.substring(hash + 1));
  }

  private static String wholeType(String source) {
    Matcher type = TYPE.matcher(source);
    assertThat(type.find()).isTrue();
    return type.group();
  }

  private static String region(String type, String name) {
    Matcher region =
        Pattern.compile("( *)// begin " + name + "\\n(.*?) *// end " + name + "\\n", Pattern.DOTALL)
            .matcher(Guide.read(sourceOf(type)));
    assertThat(region.find()).as("%s has a region '%s'", type, name).isTrue();
    return region.group(2).replaceAll("(?m)^" + region.group(1), "").stripTrailing() + "\n";
  }

  private static Path sourceOf(String type) {
    Path own = SNIPPETS.resolve(type + ".java");
    if (Files.exists(own)) {
      return own;
    }
    try (Stream<Path> files = Files.walk(Guide.ROOT.resolve("examples"))) {
      List<Path> found =
          files
              .filter(file -> file.getFileName().toString().equals(type + ".java"))
              .filter(file -> file.toString().contains("src"))
              .toList();
      assertThat(found).as("the source of %s", type).hasSize(1);
      return found.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> pages() {
    return Guide.pages();
  }
}
