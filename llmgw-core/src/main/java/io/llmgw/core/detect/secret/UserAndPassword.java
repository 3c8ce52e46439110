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

/** A password behind the name of its user, as people write: "credentials are admin / ...". */
final class UserAndPassword implements AnchoredRule {
  private static final String RULE = "PASSWORD:pair";
  private static final int LONGEST_USER = 64;

  private static final AnyOf VERBS = AnyOf.of(" are: ", " are ", ": ", " - ", " ");
  private static final AnyOf SEPARATORS = AnyOf.of(" / ", "/", " : ", ": ", ":");

  /**
   * Behind a verb or sign and a user of these names a password may be a word with a number, but for
   * what a slash without blanks makes a path.
   */
  private static final List<String> USERS =
      List.of(
          "admin",
          "administrator",
          "root",
          "superuser",
          "sysadmin",
          "guest",
          "demo",
          "postgres",
          "oracle",
          "ubuntu");

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.PASSWORD);
  }

  @Override
  public List<String> anchors() {
    return List.of("credentials", "creds");
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    int purpose = text.at(end) == ' ' ? Purpose.past(text, end) : end;
    int user = purpose > end ? purpose : VERBS.past(text, end);
    int userEnd = userEnd(text, user);
    int value = SEPARATORS.past(text, userEnd);
    if (user == end || userEnd == user || value == userEnd || !Alphabet.ALNUM.has(text.at(value))) {
      return;
    }
    PlainValue plain = new PlainValue(text, start, end, found);
    Assigned password = plain.inProse(value);
    boolean isTold = user > end + 1 && text.at(userEnd) != '/' && isKnown(text, user, userEnd);
    if (ProseValue.isOne(text, password) && (isTold || ProseValue.isMixed(text, password))) {
      found.add(Entities.PASSWORD, password.start(), password.end(), Confidence.MEDIUM, RULE);
    }
  }

  /** Whether this is the name of a user, or an address of mail, and can be little else. */
  private static boolean isKnown(FoldedText text, int start, int end) {
    for (int at = start; at < end; at++) {
      if (text.at(at) == '@') {
        return true;
      }
    }
    for (String name : USERS) {
      if (name.length() == end - start && text.hasAt(start, name)) {
        return true;
      }
    }
    return false;
  }

  /** Names of users, and addresses of mail. */
  private static int userEnd(FoldedText text, int start) {
    int at = start;
    while (at - start < LONGEST_USER && (Alphabet.DOTTED.has(text.at(at)) || text.at(at) == '@')) {
      at++;
    }
    return at;
  }
}
