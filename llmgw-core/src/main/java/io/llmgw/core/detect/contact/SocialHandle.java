package io.llmgw.core.detect.contact;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A name in a social network: behind an at sign, near the name of a network; or behind the name of
 * a network and a colon or "is".
 */
final class SocialHandle implements AnchoredRule {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 30;

  /** Chars of the name in the address of a profile (LinkedIn's help, "custom URL"). */
  private static final int LONGEST_PROFILE = 100;

  private static final List<String> NETWORKS =
      List.of(
          "twitter",
          "instagram",
          "tiktok",
          "telegram",
          "snapchat",
          "mastodon",
          "bluesky",
          "twitch",
          "facebook",
          "linkedin",
          "youtube",
          "whatsapp",
          "reddit",
          "pinterest");

  private static final String PROFILE = "linkedin.com/in/";

  private static final List<String> NAMES =
      List.of(" handle", " username", " user name", " account", " name", " id", " profile");

  private static final List<String> LINKS = List.of(": ", ":", " is ", " = ", " - ", "=");

  private final Cues cues =
      Cues.of(
          Stream.concat(
                  NETWORKS.stream(),
                  Stream.of("insta", "ig", "my handle", "follow me", "dm me", "tweet"))
              .toArray(String[]::new));

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.SOCIAL_HANDLE);
  }

  @Override
  public List<String> anchors() {
    return Stream.concat(Stream.of("@", PROFILE), NETWORKS.stream()).toList();
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    if (text.at(start) == '@') {
      atSign(text, start, found);
    } else if (text.at(end - 1) == '/') {
      profile(text, end, found);
    } else {
      labelled(text, end, found);
    }
  }

  private void atSign(FoldedText text, int start, Findings found) {
    if (Letters.isLetterOrDigit(text.at(start - 1))) {
      return; // what stands before an at sign in addresses
    }
    int end = end(text, start + 1);
    boolean isName =
        isLong(start + 1, end) && text.at(end) != '(' && text.at(end) != '@' && text.at(end) != '/';
    if (isName) {
      boolean isCued = cues.isNear(text, start, end) && !isCode(text, start);
      add(start, end, isCued ? Confidence.MEDIUM : Confidence.LOW, found);
    }
  }

  /** Annotations of program text begin their line in upper case, or stand in braces. */
  private static boolean isCode(FoldedText text, int start) {
    int at = start;
    while (start - at < 40 && text.at(at - 1) == ' ') {
      at--;
    }
    char before = text.at(at - 1);
    boolean isUpper = text.at(start + 1) >= 'A' && text.at(start + 1) <= 'Z';
    return before == '{' || before == '*' || (before == '\n' && isUpper);
  }

  private static void profile(FoldedText text, int start, Findings found) {
    int end = start;
    while (end - start <= LONGEST_PROFILE
        && (Letters.isLetterOrDigit(text.at(end)) || text.at(end) == '-' || text.at(end) == '%')) {
      end++;
    }
    if (end - start >= SHORTEST && end - start <= LONGEST_PROFILE) {
      add(start, end, Confidence.MEDIUM, found);
    }
  }

  private static void labelled(FoldedText text, int index, Findings found) {
    int link = past(text, index, NAMES);
    int start = past(text, link, LINKS);
    int end = end(text, start);
    if (start > link && isLong(start, end) && text.at(end) != '/' && isInvented(text, start, end)) {
      add(start, end, Confidence.MEDIUM, found);
    }
  }

  private static int past(FoldedText text, int index, List<String> words) {
    for (String each : words) {
      if (text.hasAt(index, each)) {
        return index + each.length();
      }
    }
    return index;
  }

  /** Whether it is no ordinary word: it has a digit, a dot or an underscore. */
  private static boolean isInvented(FoldedText text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Letters.isLetter(text.at(i))) {
        return Letters.isLetter(text.at(start)) || text.at(start) == '_';
      }
    }
    return false;
  }

  private static int end(FoldedText text, int start) {
    int end = start;
    while (end - start <= LONGEST && isOfName(text.at(end))) {
      end++;
    }
    while (text.at(end - 1) == '.') {
      end--;
    }
    return end;
  }

  private static boolean isOfName(char c) {
    return (c < 0x80 && Letters.isLetterOrDigit(c)) || c == '_' || c == '.';
  }

  private static boolean isLong(int start, int end) {
    return end - start >= SHORTEST && end - start <= LONGEST;
  }

  private static void add(int start, int end, Confidence confidence, Findings found) {
    found.add(Entities.SOCIAL_HANDLE, start, end, confidence, Entities.SOCIAL_HANDLE.name());
  }
}
