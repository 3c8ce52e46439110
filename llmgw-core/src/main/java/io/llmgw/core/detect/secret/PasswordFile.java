package io.llmgw.core.detect.secret;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Variety;
import java.util.List;
import java.util.Set;

/**
 * Passwords where programs look for them: in {@code .netrc} behind a machine and a login, in {@code
 * .pgpass} behind host, port, database and user, and behind curl's option {@code -u}.
 */
final class PasswordFile implements AnchoredRule {
  static final String RULE = "PASSWORD:file";

  private static final int LONGEST_NAME = 128;

  /** So far it is looked for what ends a password before a blank does. */
  private static final int SEARCHED = 1024;

  /** How far before a password the machine, or the command, stands. */
  private static final int REACH = 120;

  private static final Cues MACHINE = Cues.of("machine");
  private static final Cues CURL = Cues.of("curl");

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.PASSWORD);
  }

  @Override
  public List<String> anchors() {
    return List.of(
        "password ",
        "password\t",
        "password\n",
        ":5432:",
        ":5433:",
        ":6432:",
        ":*:",
        " -u",
        " --user ",
        " --user=");
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    switch (text.at(start)) {
      case ':' -> PgPassLine.look(text, start, end, found);
      case ' ' -> {
        if (CommandLine.isOf(CURL, text, start)) {
          take(text, start, afterUser(text, userStart(text, start)), found);
        }
      }
      default -> {
        if (MACHINE.isWithin(text, start - REACH, start) && isBehindLogin(text, start)) {
          take(text, start, pastSpace(text, end), found);
        }
      }
    }
  }

  private static void take(FoldedText text, int start, int password, Findings found) {
    if (password < 0) {
      return;
    }
    int after = passwordEnd(text, start, password, found);
    boolean isQuoted = QuotedValue.isQuote(text.at(after));
    Assigned value =
        new Assigned(password, after, isQuoted ? Assigned.How.QUOTED : Assigned.How.PLAIN);
    if (after > password && !OtherValue.is(text, value) && !SecretValue.isOther(text, value)) {
      found.add(Entities.PASSWORD, password, after, Confidence.MEDIUM, RULE);
    }
  }

  /** Signs are part of a password, but for the quote that is open before it. */
  private static int passwordEnd(FoldedText text, int start, int password, Findings found) {
    if (text.at(start) == ' ' && QuotedValue.isQuote(text.at(userStart(text, start)))) {
      Assigned quoted = QuotedValue.read(text, userStart(text, start));
      if (quoted != null) {
        return quoted.end();
      }
    }
    LineBefore before = new LineBefore(text, start);
    int runEnd = found.runEnd(password);
    int last = Math.min(runEnd, password + SEARCHED);
    for (int at = password; at < last; at++) {
      if (before.endsAt(at)) {
        return at;
      }
    }
    return runEnd;
  }

  /** Where the user's name begins behind curl's option, or the quote before it. */
  private static int userStart(FoldedText text, int option) {
    if (text.isAt(option, " --user")) {
      return option + 8;
    }
    return text.at(option + 3) == ' ' ? option + 4 : option + 3;
  }

  /** Whether "login" and a name stand just before this place, maybe on lines of their own. */
  private static boolean isBehindLogin(FoldedText text, int index) {
    int name = pastSpaceBefore(text, index);
    int start = name;
    while (name - start < LONGEST_NAME && text.at(start - 1) > ' ') {
      start--;
    }
    int login = pastSpaceBefore(text, start) - 5;
    boolean isSentence = text.at(pastSpaceBefore(text, login) - 1) == ',';
    return name < index && start < name && text.hasAt(login, "login") && !isSentence;
  }

  private static int pastSpaceBefore(FoldedText text, int index) {
    int at = index;
    while (index - at < 8 && isSpace(text.at(at - 1))) {
      at--;
    }
    return at;
  }

  private static int pastSpace(FoldedText text, int index) {
    int at = index;
    while (at - index < 8 && isSpace(text.at(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  /** Behind the colon that ends the user's name; numbers are those of users and groups. */
  private static int afterUser(FoldedText text, int index) {
    int start = text.at(index) == '"' || text.at(index) == '\'' ? index + 1 : index;
    int colon = wordEnd(text, start, ':');
    boolean isUser = text.at(colon) == ':' && text.at(colon + 1) != '/';
    return isUser && Variety.of(text, start, colon).digits() < colon - start ? colon + 1 : -1;
  }

  private static int wordEnd(FoldedText text, int start, char stop) {
    int end = start;
    while (text.at(end) > ' '
        && end - start < SEARCHED
        && text.at(end) != stop
        && text.at(end) != '"'
        && text.at(end) != '\''
        && text.at(end) != '\\') {
      end++;
    }
    return end;
  }
}
