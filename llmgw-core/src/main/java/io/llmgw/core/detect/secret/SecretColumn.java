package io.llmgw.core.detect.secret;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.AsciiSet;
import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;

/**
 * The cells of a table under a heading that names passwords or keys: CSV with commas, semicolons or
 * tabs, and tables drawn with bars. Columns with their headings are also read for numbers; those
 * take each line without a number for a heading, while here most rows have none.
 */
final class SecretColumn implements AnchoredRule {
  private static final String SEPARATORS = "\t|;,";

  /**
   * Signs that names of columns have, stand in, or have before them in a message that is quoted.
   */
  private static final AsciiSet OF_NAMES = AsciiSet.of(" _-./#\"'`*()\\>");

  private static final AsciiSet PARTING = AsciiSet.of(SEPARATORS);
  private static final AsciiSet BLANKS = AsciiSet.of(" \r>");

  private static final int LONGEST_HEADING = 40;
  private static final int MOST_WORDS = 4;

  /** What a password belongs to. Other tables compare passwords with something else, in words. */
  private static final Cues USERS =
      Cues.of(
          "user",
          "users",
          "username",
          "userid",
          "uid",
          "id",
          "login",
          "name",
          "email",
          "e-mail",
          "mail",
          "account",
          "host",
          "hostname",
          "server",
          "device",
          "url",
          "site",
          "service",
          "database",
          "db",
          "ssid",
          "benutzer",
          "benutzername",
          "nutzer",
          "konto",
          "utilisateur",
          "identifiant",
          "compte",
          "nom",
          "usuario",
          "cuenta",
          "nombre",
          "utente",
          "nome",
          "conta",
          "gebruiker",
          "gebruikersnaam",
          "naam",
          "uzytkownik",
          "nazwa",
          "navn",
          "bruger",
          "anvandare");

  /** Lines of another number of cells that may stand between two rows. */
  private static final int MOST_ODD = 3;

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.PASSWORD, Entities.CREDENTIALS);
  }

  @Override
  public List<String> anchors() {
    return SecretAssignment.ANCHORS;
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    if (found.isTableRead(start) || !isInName(text, start)) {
      return;
    }
    int lineEnd = TableLine.end(text, start);
    found.tableIsReadUntil(lineEnd);
    int lineStart = start;
    while (lineStart > 0 && isOfHeading(text.at(lineStart - 1))) {
      lineStart--;
      if (lineEnd - lineStart > TableLine.LONGEST) {
        return;
      }
    }
    if (lineStart == 0 || text.at(lineStart - 1) == '\n') {
      readTable(text, lineStart, lineEnd, found);
    }
  }

  /**
   * Whether a place is within a short name, and nothing else stands before and behind it up to a
   * separator or the end of a line. Most words for secrets stand in prose, where something does.
   */
  private static boolean isInName(FoldedText text, int index) {
    int blanks = blanks(text, index, 1, MOST_WORDS - 1);
    return blanks >= 0 && blanks(text, index, -1, MOST_WORDS - 1 - blanks) >= 0;
  }

  /** The blanks between words in one direction; -1 for more than so many, or what is no name. */
  private static int blanks(FoldedText text, int index, int step, int most) {
    int blanks = 0;
    boolean isBehindBlank = false;
    for (int at = index; Math.abs(at - index) <= TableLine.LONGEST; at += step) {
      char c = text.at(at);
      if (c == 0 || c == '\n' || PARTING.has(c)) {
        return blanks;
      }
      boolean isBlank = BLANKS.has(c);
      blanks += isBehindBlank && !isBlank ? 1 : 0;
      isBehindBlank = isBlank;
      boolean isInside = isBlank || (isOfName(c) && Math.abs(at - index) < LONGEST_HEADING);
      if (!isInside || blanks > most) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isOfHeading(char c) {
    return isOfName(c) || PARTING.has(c);
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || OF_NAMES.has(c);
  }

  private static void readTable(FoldedText text, int lineStart, int lineEnd, Findings found) {
    int kinds = 0;
    for (int at = lineStart; at < lineEnd; at++) {
      char c = text.at(at);
      kinds |= PARTING.has(c) ? 1 << SEPARATORS.indexOf(c) : 0;
      if (!isOfHeading(c) && c != '\r') {
        return;
      }
    }
    for (int i = 0; i < SEPARATORS.length(); i++) {
      if ((kinds & 1 << i) != 0) {
        TableLine heading = new TableLine(text, SEPARATORS.charAt(i));
        heading.read(lineStart, lineEnd);
        boolean isOne = isHeading(text, heading) && isTable(text, heading, lineEnd);
        long secrets = isOne ? secrets(text, heading) : 0;
        if (secrets != 0) {
          readRows(text, heading, SEPARATORS.charAt(i), secrets, lineEnd, found);
          return;
        }
      }
    }
  }

  /** Whether all cells are names of columns; the first may be that of a number without one. */
  private static boolean isHeading(FoldedText text, TableLine line) {
    int named = 0;
    for (int cell = 0; cell < line.cells(); cell++) {
      boolean isEmpty = line.start(cell) == line.end(cell);
      if (isEmpty ? cell > 0 : !isName(text, line.start(cell), line.end(cell))) {
        return false;
      }
      named += isEmpty ? 0 : 1;
    }
    return named > 1;
  }

  private static boolean isName(FoldedText text, int start, int end) {
    int words = 1;
    boolean hasLetters = false;
    for (int at = start; at < end; at++) {
      char c = text.at(at);
      words += c == ' ' ? 1 : 0;
      hasLetters |= Character.isLetter(c);
      if (!isOfName(c)) {
        return false;
      }
    }
    return hasLetters && end - start <= LONGEST_HEADING && words <= MOST_WORDS;
  }

  /** Bars stand in much else: those of a table are also before its first cell, or it is ruled. */
  private static boolean isTable(FoldedText text, TableLine heading, int lineEnd) {
    return !heading.isOfBars()
        || heading.hasBar()
        || TableLine.isRuler(text, lineEnd + 1, TableLine.end(text, lineEnd + 1));
  }

  /** A bit for each column whose heading names a secret. */
  private static long secrets(FoldedText text, TableLine heading) {
    long secrets = 0;
    for (int cell = 0; cell < heading.cells(); cell++) {
      if (SecretAssignment.isName(text, heading.start(cell), nameEnd(text, heading, cell))) {
        secrets |= 1L << cell;
      }
    }
    return secrets;
  }

  /** Before the quotes and asterisks that a heading may stand in. */
  private static int nameEnd(FoldedText text, TableLine heading, int cell) {
    int at = heading.end(cell);
    while (at > heading.start(cell) && isMark(text.at(at - 1))) {
      at--;
    }
    return at;
  }

  private static boolean isMark(char c) {
    return "\"'`*\\".indexOf(c) >= 0;
  }

  private static void readRows(
      FoldedText text,
      TableLine heading,
      char separator,
      long secrets,
      int headingEnd,
      Findings found) {
    TableLine row = new TableLine(text, separator);
    boolean isOfUsers = USERS.isWithin(text, heading.start(0), heading.end(heading.cells() - 1));
    int odd = 0;
    int lineEnd = headingEnd;
    while (lineEnd < text.length() && odd <= MOST_ODD) {
      int start = lineEnd + 1;
      lineEnd = TableLine.end(text, start);
      if (lineEnd - start > TableLine.LONGEST || isBlank(text, start, lineEnd)) {
        return;
      }
      row.read(start, lineEnd);
      boolean isRuler = TableLine.isRuler(text, start, lineEnd);
      if (row.cells() == heading.cells() && !isRuler) {
        addAll(text, heading, row, secrets, isOfUsers, found);
        found.tableIsReadUntil(lineEnd);
        odd = 0;
      } else if (!isRuler) {
        if (isHeading(text, row) && secrets(text, row) != 0) {
          return;
        }
        odd++;
      }
    }
  }

  private static boolean isBlank(FoldedText text, int from, int to) {
    int at = from;
    while (at < to && (text.at(at) <= ' ' || text.at(at) == '>')) {
      at++;
    }
    return at == to;
  }

  private static void addAll(
      FoldedText text,
      TableLine heading,
      TableLine row,
      long secrets,
      boolean isOfUsers,
      Findings found) {
    for (int cell = 0; cell < row.cells(); cell++) {
      if ((secrets & 1L << cell) != 0) {
        int nameEnd = nameEnd(text, heading, cell);
        Assigned value = row.value(cell, isOfUsers);
        EntityType type = SecretAssignment.type(text, value, heading.start(cell), nameEnd);
        if (type != null && (value.isQuoted() || !Phrase.is(text, value))) {
          found.add(type, value.start(), value.end(), Confidence.MEDIUM, type + ":column");
        }
      }
    }
  }
}
