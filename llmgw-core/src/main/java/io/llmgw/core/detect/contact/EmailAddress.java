package io.llmgw.core.detect.contact;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;

/**
 * An address of electronic mail (RFC 5321, RFC 6531), as people write it: of the punctuation that a
 * local part may have, only what does not stand between addresses and other text as well.
 */
final class EmailAddress implements AnchoredRule {
  /** Octets of a local part (RFC 5321, 4.5.3.1.1). */
  private static final int LONGEST_LOCAL = 64;

  /** How far before an address the beginning of a URL is looked for. */
  private static final int LONGEST_USER_INFO = 128;

  private static final String ANYWHERE = "_%+-'&~";
  private static final String BETWEEN_LETTERS = "!#$*^";

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.EMAIL);
  }

  @Override
  public List<String> anchors() {
    return List.of("@", "(at)", "[at]", "{at}");
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    boolean isSpelled = text.at(start) != '@';
    int localEnd = isSpelled && text.at(start - 1) == ' ' ? start - 1 : start;
    int domain = isSpelled && text.at(end) == ' ' ? end + 1 : end;
    int local = localStart(text, localEnd);
    if (local == localEnd) {
      return;
    }
    int after = Domain.end(text, domain);
    if (after < 0 || isOther(text, local, localEnd, domain, after)) {
      return;
    }
    int userInfo = userInfo(text, local);
    if (userInfo < 0) {
      add(local, after, isSpelled ? Confidence.MEDIUM : Confidence.HIGH, found);
    } else if (userInfo == local) {
      add(local, after, Confidence.MEDIUM, found);
    }
  }

  private static void add(int start, int end, Confidence confidence, Findings found) {
    found.add(Entities.EMAIL, start, end, confidence, Entities.EMAIL.name());
  }

  /** Where the local part begins that ends here; here if there is none. */
  private static int localStart(FoldedText text, int end) {
    if (text.at(end - 1) == '"') {
      return quotedStart(text, end);
    }
    boolean isUnspaced = Letters.isUnspaced(text.at(end - 1));
    int start = end;
    while (end - start < LONGEST_LOCAL
        && isLocal(text, start - 1)
        && (isUnspaced || !Letters.isUnspaced(text.at(start - 1)))) {
      start--;
    }
    while (start < end && !isFirst(text.at(start))) {
      start++;
    }
    return start;
  }

  private static int quotedStart(FoldedText text, int end) {
    int start = end - 2;
    while (end - start < LONGEST_LOCAL && text.at(start) >= ' ' && text.at(start) != '"') {
      start--;
    }
    boolean isPart = text.at(start) == '"' && Letters.isLetterOrDigit(text.at(start + 1));
    return isPart ? start : end;
  }

  private static boolean isLocal(FoldedText text, int index) {
    char c = text.at(index);
    if (Letters.isLetterOrDigit(c)) {
      return true;
    }
    if (c == '.') {
      return text.at(index + 1) != '.';
    }
    return ANYWHERE.indexOf(c) >= 0
        || (BETWEEN_LETTERS.indexOf(c) >= 0
            && Letters.isLetterOrDigit(text.at(index - 1))
            && Letters.isLetterOrDigit(text.at(index + 1)));
  }

  private static boolean isFirst(char c) {
    return Letters.isLetterOrDigit(c) || c == '_';
  }

  /** Whether it only looks like an address: of a repository, a version, a file of an image. */
  private static boolean isOther(FoldedText text, int local, int localEnd, int domain, int end) {
    boolean isRepository =
        localEnd - local == 3
            && text.hasAt(local, "git")
            && (text.at(end) == ':' || text.at(end) == '/');
    int digit = text.at(domain) == 'v' ? domain + 1 : domain;
    int afterDigits = digit;
    while (Letters.isDigit(text.at(afterDigits))) {
      afterDigits++;
    }
    boolean isNumbered = afterDigits > digit;
    boolean isVersion =
        isNumbered && text.at(afterDigits) == '.' && Letters.isDigit(text.at(afterDigits + 1));
    boolean isScale = isNumbered && text.at(afterDigits) == 'x' && text.at(afterDigits + 1) == '.';
    return isRepository || isVersion || isScale;
  }

  /**
   * Where the part of a URL begins that names its user, if the local part belongs to one: a name
   * and a password are no address. Less than 0 if it does not.
   */
  private static int userInfo(FoldedText text, int local) {
    int at = local;
    while (local - at < LONGEST_USER_INFO && text.at(at - 1) > ' ' && text.at(at - 1) != '/') {
      at--;
    }
    return text.at(at - 1) == '/' && text.at(at - 2) == '/' && text.at(at - 3) == ':' ? at : -1;
  }
}
