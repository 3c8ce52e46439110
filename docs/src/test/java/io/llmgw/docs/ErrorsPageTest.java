package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.docs.JavaSource.Member;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of errors.md: facts from the code, reactions from a file that must know every kind. */
class ErrorsPageTest {
  private static final Path PAGE = Guide.DOCS.resolve("errors.md");

  @Test
  void everyKindIsExplainedAsItIs() throws IOException {
    Properties reactions = reactions();
    StringBuilder table =
        new StringBuilder(
            "| kind | what happened | try again? | class | what to do |\n|---|---|---|---|---|\n");
    for (Member constant : JavaSource.of("llmgw-api", ErrorKind.class).constants(ErrorKind.class)) {
      ErrorKind kind = ErrorKind.valueOf(constant.name());
      LlmException error = LlmException.of(kind, "x").build();
      table.append("| `" + kind + "` | " + constant.text());
      table.append(error.isRetryable() ? " | yes" : " | no");
      table.append(" | `" + error.getClass().getSimpleName() + "`");
      table.append(" | " + reactions.getProperty(kind.name()) + " |\n");
    }
    Guide.holdPart(PAGE, "kinds", table.toString());
  }

  @Test
  void kindsThatNoPartThrowsYetAreNamed() throws IOException {
    StringBuilder code = new StringBuilder();
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(Guide.ROOT, "llmgw-*")) {
      for (Path module : modules) {
        if (!module.endsWith("llmgw-api") && !module.endsWith("llmgw-test")) {
          appendSources(module.resolve("src/main"), code);
        }
      }
    }

    List<String> unused = new ArrayList<>();
    for (ErrorKind kind : ErrorKind.values()) {
      if (code.indexOf("ErrorKind." + kind) < 0) {
        unused.add("`" + kind + "`");
      }
    }

    Guide.holdPart(PAGE, "unused", String.join(", ", unused) + "\n");
  }

  private static void appendSources(Path folder, StringBuilder code) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> code.append(Guide.read(file)));
      }
    }
  }

  @Test
  void everyKindHasAReactionAndNoOtherHas() throws IOException {
    String[] kinds = Arrays.stream(ErrorKind.values()).map(Enum::name).toArray(String[]::new);

    assertThat(reactions().stringPropertyNames()).containsExactlyInAnyOrder(kinds);
  }

  @Test
  void afterTheFirstContentAllButThreeKindsAreInterruptions() {
    for (ErrorKind kind : ErrorKind.values()) {
      String type = LlmException.of(kind, "x").interrupted().build().getClass().getSimpleName();
      String expected =
          switch (kind) {
            case CANCELLED -> "CallCancelledException";
            case CONTRACT -> "ContractBreachException";
            case INVALID_ANSWER -> "InvalidAnswerException";
            default -> "StreamInterruptedException";
          };

      assertThat(type).as("%s after the first content", kind).isEqualTo(expected);
    }
  }

  private static Properties reactions() throws IOException {
    Properties reactions = new Properties();
    try (Reader file =
        new InputStreamReader(
            Objects.requireNonNull(
                ErrorsPageTest.class.getResourceAsStream("reactions.properties")),
            StandardCharsets.UTF_8)) {
      reactions.load(file);
    }
    return reactions;
  }
}
