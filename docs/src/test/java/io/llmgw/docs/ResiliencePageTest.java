package io.llmgw.docs;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.reaction.Reaction;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.reaction.Rest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The table of resilience.md is that of the code. */
class ResiliencePageTest {
  @Test
  void everyKindHasTheRowThatItHasInTheCode() {
    StringBuilder table =
        new StringBuilder("| kind | repeated | next key | goes on to | rests | breaker |\n")
            .append("|---|---|---|---|---|---|\n");
    for (ErrorKind kind : ErrorKind.values()) {
      Reaction row = Reactions.standard().of(kind);
      table.append("| `" + kind + "` | " + repeat(row));
      table.append(" | " + (row.nextKey() ? "yes" : "-"));
      table.append(" | " + onward(row));
      table.append(" | " + rest(row));
      table.append(" | " + count(row) + " |\n");
    }
    Guide.holdPart(Guide.DOCS.resolve("resilience.md"), "reactions", table.toString());
  }

  private static String repeat(Reaction row) {
    return switch (row.repeat()) {
      case SAFE -> "yes";
      case SAFE_ONCE -> "once";
      case AMBIGUOUS -> "once for a call";
      case NEVER -> "-";
    };
  }

  private static String onward(Reaction row) {
    return switch (row.onward()) {
      case STOP -> "-";
      case NEXT -> "next target";
      case LARGER_WINDOW -> "larger window";
      case CONTENT_POLICY -> "where the route says";
    };
  }

  private static String rest(Reaction row) {
    String what =
        switch (row.rest()) {
          case NOTHING -> "-";
          case KEY -> "key";
          case KEY_AT_TARGET -> "key at the model";
          case TARGET -> "target";
        };
    if (row.rest() == Rest.NOTHING) {
      return what;
    }
    if (row.restFor().equals(Reaction.FOR_GOOD)) {
      return what + ", for good";
    }
    return row.restFor().equals(Duration.ZERO)
        ? what + ", if told"
        : what + ", " + row.restFor().toSeconds() + " s";
  }

  private static String count(Reaction row) {
    return switch (row.count()) {
      case FAILURE -> "failure";
      case ANSWER -> "answer";
      case NOTHING -> "-";
    };
  }
}
