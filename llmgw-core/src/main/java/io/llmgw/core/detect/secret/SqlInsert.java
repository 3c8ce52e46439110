package io.llmgw.core.detect.secret;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The passwords and keys that a statement inserts into columns whose names say so: {@code INSERT
 * INTO users (name, password) VALUES ('bob', '...')}, with any number of rows.
 */
final class SqlInsert implements AnchoredRule {
  private static final int LONGEST_NAME = 200;
  private static final int MOST_BLANKS = 64;

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.PASSWORD, Entities.CREDENTIALS);
  }

  @Override
  public List<String> anchors() {
    return List.of("insert into ", "insert into\n", "insert ignore into ", "replace into ");
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    if (found.isStatementRead(start)) {
      return;
    }
    int open = tableEnd(text, end);
    if (text.at(open) != '(') {
      return;
    }
    TableLine columns = new TableLine(text, ',');
    int close = open;
    while (close - open <= TableLine.LONGEST && text.at(close) != 0 && text.at(close) != ')') {
      close++;
    }
    if (text.at(close) != ')') {
      return;
    }
    found.statementIsReadUntil(close);
    columns.read(open + 1, close);
    int at = pastBlanks(text, close + 1);
    if (text.hasAt(at, "values")) {
      readRows(text, columns, pastBlanks(text, at + 6), found);
    }
  }

  /** Where the name of the table ends, and the blanks behind it. */
  private static int tableEnd(FoldedText text, int index) {
    int at = index;
    while (at - index < LONGEST_NAME
        && (Alphabet.DOTTED.has(text.at(at)) || " \n\r\t\"'`[]\\".indexOf(text.at(at)) >= 0)) {
      at++;
    }
    return at;
  }

  private static void readRows(FoldedText text, TableLine columns, int index, Findings found) {
    long secrets = 0;
    for (int i = 0; i < columns.cells(); i++) {
      boolean isSecret = SecretAssignment.isName(text, columns.start(i), nameEnd(text, columns, i));
      secrets |= isSecret ? 1L << i : 0;
    }
    int at = index;
    while (secrets != 0 && text.at(at) == '(') {
      at = readRow(text, columns, secrets, at + 1, found);
      found.statementIsReadUntil(at);
      at = text.at(at) == ')' ? pastBlanks(text, at + 1) : text.length();
      at = text.at(at) == ',' ? pastBlanks(text, at + 1) : text.length();
    }
  }

  /** Without the quotes and brackets that a name may stand in. */
  private static int nameEnd(FoldedText text, TableLine columns, int column) {
    int at = columns.end(column);
    while (at > columns.start(column) && "\"'`]\\ \n".indexOf(text.at(at - 1)) >= 0) {
      at--;
    }
    return at;
  }

  /** Reads the values of one row; returns where it ends. */
  private static int readRow(
      FoldedText text, TableLine columns, long secrets, int index, Findings found) {
    int column = 0;
    int depth = 0;
    Assigned value = null;
    int at = pastBlanks(text, index);
    int cell = at;
    while (text.at(at) != 0) {
      char c = text.at(at);
      if (depth == 0 && (c == ',' || c == ')')) {
        value = value == null ? number(text, cell, at) : value;
        if (value != null && column < columns.cells() && (secrets & 1L << column) != 0) {
          add(text, columns, column, value, found);
        }
        if (c == ')') {
          return at;
        }
        column++;
        value = null;
        at = pastBlanks(text, at + 1);
        cell = at;
      } else if (QuotedValue.isQuote(c) || c == '\\') {
        Assigned quoted = QuotedValue.read(text, at);
        if (quoted == null) {
          return at;
        }
        value = value == null ? quoted : value;
        at = quoteEnd(text, quoted.end()) + 1;
      } else {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        at++;
      }
    }
    return at;
  }

  private static int quoteEnd(FoldedText text, int index) {
    int at = index;
    while (text.at(at) == '\\') {
      at++;
    }
    return at;
  }

  /** A number without quotes; null for what is no value by itself. */
  private static @Nullable Assigned number(FoldedText text, int start, int end) {
    int at = Alphabet.DIGITS.end(text, start, end - start);
    return at > start && pastBlanks(text, at) == end
        ? new Assigned(start, at, Assigned.How.PLAIN)
        : null;
  }

  private static void add(
      FoldedText text, TableLine columns, int column, Assigned value, Findings found) {
    EntityType type =
        SecretAssignment.type(text, value, columns.start(column), nameEnd(text, columns, column));
    if (type != null) {
      found.add(type, value.start(), value.end(), Confidence.MEDIUM, type + ":column");
    }
  }

  private static int pastBlanks(FoldedText text, int index) {
    int at = index;
    while (at - index < MOST_BLANKS && " \n\r\t".indexOf(text.at(at)) >= 0 && text.at(at) != 0) {
      at++;
    }
    return at;
  }
}
