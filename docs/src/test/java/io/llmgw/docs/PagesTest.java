package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A reader who follows the links of the guide gets somewhere, and everywhere. */
class PagesTest {
  private static final Path INDEX = Guide.DOCS.resolve("README.md");
  private static final Pattern LINK =
      Pattern.compile("(?:\\]\\(|\\b(?:src|srcset|href)=\")(?![a-z]+:)([^)\"\\s]+)");
  private static final Pattern CLASS = Pattern.compile("\\bio\\.llmgw(?:\\.[a-z]+)+\\.[A-Z]\\w+");
  private static final Set<String> SOURCES = sources();
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");

  /**
   * What a link leads to.
   *
   * @param file the file or folder
   * @param anchor the heading in it; empty for the whole
   */
  private record Target(Path file, String anchor) {
    boolean exists() {
      return Files.exists(file) && (anchor.isEmpty() || anchors(file).contains(anchor));
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyRelativeLinkLeadsSomewhere(Path page) {
    List<Target> broken = new ArrayList<>();

    for (Target target : links(page)) {
      if (!target.exists()) {
        broken.add(target);
      }
    }

    assertThat(broken).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void noPageHasTheSameHeadingTwice(Path page) throws IOException {
    String prose = FENCED.matcher(Files.readString(page)).replaceAll("");
    List<String> headings = HEADING.matcher(prose).results().map(MatchResult::group).toList();

    // A changelog has the same ones in each version.
    if (!page.endsWith("CHANGELOG.md")) {
      assertThat(headings).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyClassThatIsNamedInFullIsThere(Path page) {
    Set<String> missing = new HashSet<>();
    for (MatchResult named : CLASS.matcher(prose(page)).results().toList()) {
      if (!SOURCES.contains(named.group().replace('.', '/') + ".java")) {
        missing.add(named.group());
      }
    }

    assertThat(missing).isEmpty();
  }

  private static Set<String> sources() {
    Set<String> sources = new HashSet<>();
    for (String module : Guide.modules()) {
      Path root = Guide.ROOT.resolve(module).resolve("src/main/java");
      try (Stream<Path> files = Files.walk(root)) {
        files.forEach(file -> sources.add(root.relativize(file).toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sources;
  }

  @Test
  void everyPageIsReachedFromTheIndex() {
    Set<Path> reached = new HashSet<>(Set.of(INDEX));
    Deque<Path> unread = new ArrayDeque<>(reached);

    while (!unread.isEmpty()) {
      for (Target target : links(unread.remove())) {
        if (target.file().toString().endsWith(".md") && reached.add(target.file())) {
          unread.add(target.file());
        }
      }
    }

    assertThat(reached).containsAll(Guide.pages());
  }

  @Test
  void theIndexNamesEveryPageOfItsFolder() {
    List<Path> named = links(INDEX).stream().map(Target::file).toList();

    for (Path page : Guide.pages()) {
      if (Guide.DOCS.equals(page.getParent()) && !page.equals(INDEX)) {
        assertThat(named).contains(page);
      }
    }
  }

  @Test
  void theFirstPageLeadsToTheIndex() {
    assertThat(links(Guide.ROOT.resolve("README.md"))).contains(new Target(INDEX, ""));
  }

  private static List<Target> links(Path page) {
    List<Target> targets = new ArrayList<>();
    Matcher link = LINK.matcher(prose(page));
    while (link.find()) {
      String[] parts = link.group(1).split("#", 2);
      Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
      targets.add(new Target(file, parts.length == 1 ? "" : parts[1]));
    }
    return targets;
  }

  /** The ids that GitHub gives to the headings of a page. */
  private static Set<String> anchors(Path page) {
    Map<String, Integer> seen = new HashMap<>();
    Set<String> anchors = new HashSet<>();
    Matcher heading = HEADING.matcher(prose(page));
    while (heading.find()) {
      String id =
          heading
              .group(1)
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-');
      int before = seen.merge(id, 1, Integer::sum) - 1;
      anchors.add(before == 0 ? id : id + "-" + before);
    }
    return anchors;
  }

  private static String prose(Path page) {
    return FENCED.matcher(Guide.read(page)).replaceAll("");
  }

  private static List<Path> pages() {
    return Guide.pages();
  }
}
