package io.llmgw.core.detect;

import io.llmgw.api.redact.EntityType;
import java.util.List;
import java.util.Set;

/**
 * Text in base 64 where something says that it is: in a {@code data:} URI, and in the fields that
 * follow the name "data", as in a Secret of Kubernetes. What it says is read as well, a field
 * behind its name.
 */
final class Encoded implements AnchoredRule {
  private static final String OF_URI = ";base64,";
  private static final int MOST_FIELDS = 64;
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_INDENT = 32;
  private static final int SHORTEST = 8;

  /** Chars of base 64 that stand for whole octets. One alone stands for none. */
  private static final int GROUP = 4;

  private static final String INDENT = " \t\r\n{,\"'";

  @Override
  public Set<EntityType> types() {
    return Set.of();
  }

  @Override
  public List<String> anchors() {
    return List.of(OF_URI, "data:", "data\":");
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    if (found.isDecoded(end)) {
      return;
    }
    if (text.at(start) == ';') {
      found.encoded().add(end, end, end, runEnd(text, end));
      return;
    }
    int at = end;
    for (int i = 0; i < MOST_FIELDS && at >= 0; i++) {
      found.isDecodedUntil(at);
      at = field(text, at, found);
    }
  }

  /** Where the field ends that comes next; less than 0 if what comes is none. */
  private static int field(FoldedText text, int index, Findings found) {
    int name = pastIndent(text, index);
    int nameEnd = nameEnd(text, name);
    int colon = colon(text, nameEnd);
    if (nameEnd == name || colon < 0) {
      return -1;
    }
    int value = pastIndent(text, colon + 1);
    if (colon(text, nameEnd(text, value)) >= 0) {
      return colon + 1; // the field is empty, and that is the name of the next one
    }
    int end = runEnd(text, value);
    boolean isWhole =
        INDENT.indexOf(text.at(end)) >= 0 || text.at(end) == '}' || end == text.length();
    if (end - value < SHORTEST || (end - value) % GROUP == 1 || !isWhole) {
      return end > value ? end : -1;
    }
    found.encoded().add(name, nameEnd, value, end);
    return end;
  }

  private static int nameEnd(FoldedText text, int name) {
    int end = name;
    while (end - name < LONGEST_NAME && isOfName(text.at(end))) {
      end++;
    }
    return end;
  }

  /** Where the colon is behind the end of a name; less than 0 for none. */
  private static int colon(FoldedText text, int nameEnd) {
    int colon = text.at(nameEnd) == '"' ? nameEnd + 1 : nameEnd;
    return text.at(colon) == ':' ? colon : -1;
  }

  private static int pastIndent(FoldedText text, int index) {
    int at = index;
    while (at - index < LONGEST_INDENT && INDENT.indexOf(text.at(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static boolean isOfName(char c) {
    return Run.isPart(c) || c == '_' || c == '-' || c == '.';
  }

  /** Where the chars end that may be base 64 of either alphabet, and what fills it up. */
  private static int runEnd(FoldedText text, int start) {
    int end = start;
    while (end - start < EncodedRuns.MOST && isOfRun(text.at(end))) {
      end++;
    }
    while ((end - start) % GROUP > 1 && text.at(end) == '=') {
      end++;
    }
    return end;
  }

  private static boolean isOfRun(char c) {
    return Run.isPart(c) || c == '+' || c == '/' || c == '-' || c == '_';
  }
}
