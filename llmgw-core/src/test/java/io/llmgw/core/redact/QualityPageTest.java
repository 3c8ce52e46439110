package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The figures on the page of redaction are those that are measured. */
class QualityPageTest {
  private static final String WRITE = "llmgw.docs.write";
  private static final Path PAGE = Path.of("..", "docs", "redaction.md");
  private static final String HEAD =
      """
      | type | source | marked | precision | recall | to the char | must be |
      |---|---|---|---|---|---|---|
      """;

  @Test
  void theFiguresOfLabelledTextAreOnThePage() throws IOException {
    LabelledQuality measured = LabelledQuality.of(LabelledText.required());
    StringBuilder table = new StringBuilder(HEAD);
    for (EntityType type : measured.types()) {
      measured
          .bySource(type)
          .forEach((source, each) -> table.append(row(type, "`" + source + "`", each)));
    }

    hold("quality-labelled", table.toString());
  }

  @Test
  void theFiguresOfMadeUpTextAreOnThePage() throws IOException {
    StringBuilder table = new StringBuilder(HEAD);
    for (EntityType type : MadeUpText.TYPES) {
      table.append(row(type, "made up", MadeUpQualityTest.quality(type)));
    }

    hold("quality-made-up", table.toString());
  }

  @Test
  void theFiguresOfMadeUpDatesOfBirthAreOnThePage() throws IOException {
    Quality measured = MadeUpQualityTest.quality(Entities.BIRTH_DATE);

    hold("quality-birth-dates", HEAD + row(Entities.BIRTH_DATE, "made up", measured));
  }

  @Test
  void theFiguresOfPasswordsAreOnThePage() throws IOException {
    StringBuilder table =
        new StringBuilder(
                "| password | where | whole | but for one sign | in part | not at all |\n")
            .append("|---|---|---|---|---|---|\n");
    for (PasswordQuality each : PasswordQuality.all()) {
      double rest = 1 - each.wholeShare() - each.partShare() - each.tailShare();
      table.append(
          "| %s | %s | %s | %s | %s | %s |\n"
              .formatted(
                  each.chars().title,
                  each.place().title(),
                  figure(each.wholeShare()),
                  figure(each.partShare()),
                  figure(each.tailShare()),
                  figure(Math.abs(rest))));
    }

    hold("quality-passwords", table.toString());
  }

  private static String row(EntityType type, String source, Quality quality) {
    boolean isMarked = quality.marked() > 0;
    return "| `%s` | %s | %d | %s | %s | %s | %s |\n"
        .formatted(
            type,
            source,
            quality.marked(),
            quality.isFound() ? figure(quality.precision()) : "-",
            isMarked ? figure(quality.recall()) : "-",
            isMarked ? figure(quality.exactness()) : "-",
            aim(Floor.OF.get(type)));
  }

  private static String aim(@Nullable Floor floor) {
    if (floor == null) {
      return "1.000 / its rule";
    }
    String both = figure(floor.precision()) + " / " + figure(floor.recall());
    return floor.exactness() == 0 ? both : both + " / " + figure(floor.exactness());
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** Compares a part of the page with what it should be, or writes it where that is asked for. */
  private static void hold(String name, String expected) throws IOException {
    String begin = "<!-- generated: " + name + " -->\n";
    String end = "<!-- end of " + name + " -->\n";
    String page = Files.readString(PAGE);
    assertThat(page).contains(begin, end);
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf(end);
    String whole = page.substring(0, from) + "\n" + expected + "\n" + page.substring(to);
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(PAGE, whole);
    }

    assertThat(List.of(Files.readString(PAGE).split("\n", -1)))
        .as("run this test with -D%s=true", WRITE)
        .isEqualTo(List.of(whole.split("\n", -1)));
  }
}
