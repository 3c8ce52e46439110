package io.llmgw.core.detect.secret;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The password in a statement about a user of a database: {@code IDENTIFIED BY '...'}, {@code ALTER
 * ROLE ... PASSWORD '...'}, {@code SET PASSWORD FOR ... = '...'}.
 */
final class SqlPassword implements AnchoredRule {
  private static final String RULE = "PASSWORD:statement";

  /** How far before the password its statement begins. */
  private static final int REACH = 200;

  private static final int LONGEST_NAME = 80;
  private static final int MOST_BLANKS = 8;

  /** What the server makes up itself stands behind "by". */
  private static final String GENERATED = "random password";

  /** Words before "identified" where people say what tells things apart. */
  private static final List<String> OF_SENTENCES = List.of("is ", "are ", "be ", "was ", "were ");

  private static final Cues STATEMENTS =
      Cues.of(
          "create user",
          "create role",
          "create login",
          "create group",
          "alter user",
          "alter role",
          "alter login",
          "connect to",
          "grant");

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.PASSWORD);
  }

  @Override
  public List<String> anchors() {
    return List.of("identified ", "password '", "password \"", "password for ");
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    Assigned value;
    if (text.hasAt(start, "identified ")) {
      value = identified(text, start, end, found);
    } else if (text.at(end - 1) == ' ') {
      value = text.hasAt(start - 4, "set ") ? given(text, end) : null;
    } else {
      value = isOfStatement(text, start) ? QuotedValue.read(text, end - 1) : null;
    }
    if (value != null
        && value.end() > value.start()
        && !OtherValue.is(text, value)
        && !SecretValue.isOther(text, value)) {
      found.add(Entities.PASSWORD, value.start(), value.end(), Confidence.MEDIUM, RULE);
    }
  }

  private static boolean isOfStatement(FoldedText text, int index) {
    return STATEMENTS.isWithin(text, index - REACH, index);
  }

  private static boolean isOfSentence(FoldedText text, int index) {
    for (String word : OF_SENTENCES) {
      if (text.hasAt(index - word.length(), word)) {
        return true;
      }
    }
    return false;
  }

  /** Behind "by", which a plugin may stand before. */
  private static @Nullable Assigned identified(
      FoldedText text, int start, int index, Findings found) {
    int at = index;
    if (text.hasAt(at, "with ")) {
      int plugin = pastBlanks(text, at + 5);
      at = pastBlanks(text, nameEnd(text, plugin));
    }
    if (!text.hasAt(at, "by ") || isOfSentence(text, start) || !isOfStatement(text, start)) {
      return null;
    }
    at = pastBlanks(text, at + 3);
    at = text.hasAt(at, "password ") ? pastBlanks(text, at + 9) : at;
    Assigned quoted = QuotedValue.read(text, at);
    if (quoted != null || text.hasAt(at, GENERATED)) {
      return quoted;
    }
    int end = Math.min(found.runEnd(at), at + REACH);
    while (end > at && ";)".indexOf(text.at(end - 1)) >= 0) {
      end--;
    }
    return new Assigned(at, end, Assigned.How.PLAIN);
  }

  /** Behind a name and an equals sign, maybe as the argument of a function. */
  private static @Nullable Assigned given(FoldedText text, int index) {
    int sign = pastBlanks(text, nameEnd(text, index));
    if (text.at(sign) != '=') {
      return null;
    }
    int at = pastBlanks(text, sign + 1);
    at = text.hasAt(at, "password(") ? at + 9 : at;
    return QuotedValue.read(text, at);
  }

  private static int nameEnd(FoldedText text, int index) {
    int at = index;
    while (at - index < LONGEST_NAME && text.at(at) > ' ' && text.at(at) != '=') {
      at++;
    }
    return at;
  }

  private static int pastBlanks(FoldedText text, int index) {
    int at = index;
    while (at - index < MOST_BLANKS && (text.at(at) == ' ' || text.at(at) == '\n')) {
      at++;
    }
    return at;
  }
}
