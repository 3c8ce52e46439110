package io.llmgw.core.detect.key;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;

/**
 * A private key as text: PEM (RFC 7468), OpenSSH's, PGP's and PuTTY's; its lines may end with a
 * written {@code \n}, be quoted or indented, and its end may be missing. Each look ends where the
 * key does, and at the latest where another one begins.
 */
final class PrivateKeyBlock implements AnchoredRule {
  private static final int LONGEST_TITLE = 40;
  private static final int MOST_HEADERS = 6;

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.PRIVATE_KEY);
  }

  @Override
  public List<String> anchors() {
    return List.of("-----BEGIN ", "---- BEGIN ", "Private-Lines:", "AGE-SECRET-KEY-1");
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    int body =
        switch (text.at(start)) {
          case 'A', 'a' -> -1;
          case 'P', 'p' -> Alphabet.DIGITS.end(text, pastBlank(text, end), 4);
          default -> titleEnd(text, end);
        };
    int keyEnd = body < 0 ? ageEnd(text, start, end) : blockEnd(text, body);
    if (keyEnd >= 0) {
      found.add(Entities.PRIVATE_KEY, start, keyEnd, Confidence.HIGH, "PRIVATE_KEY");
    }
  }

  /** The end of age's key: 58 more chars of Bech32. */
  private static int ageEnd(FoldedText text, int start, int index) {
    int end = Alphabet.UPPER.end(text, index, 59);
    boolean isKey = end - index == 58 && Boundary.isFreeBefore(text, start);
    return isKey && text.at(start) == 'A' ? end : -1;
  }

  private static int pastBlank(FoldedText text, int index) {
    return text.at(index) == ' ' ? index + 1 : index;
  }

  /** Where "RSA PRIVATE KEY-----" ends that begins here; less than 0 if it is no private key's. */
  private static int titleEnd(FoldedText text, int index) {
    int end = index;
    boolean isPrivate = false;
    while (end - index < LONGEST_TITLE && isOfTitle(text.at(end))) {
      isPrivate |= text.hasAt(end, "PRIVATE KEY");
      end++;
    }
    int after = end;
    while (text.at(after) == '-' && after - end < 5) {
      after++;
    }
    return isPrivate && after - end >= 4 ? after : -1;
  }

  private static boolean isOfTitle(char c) {
    return Alphabet.ALNUM.has(c) || c == ' ';
  }

  /** Where the key ends of which lines begin here; less than 0 if there is none. */
  private static int blockEnd(FoldedText text, int body) {
    int end = -1;
    int at = pastHeaders(text, PemLines.pastBreak(text, body));
    while (true) {
      int lineEnd = PemLines.lineEnd(text, at);
      int next = PemLines.pastBreak(text, lineEnd);
      boolean isLast = PemLines.isDashes(text, next);
      boolean isRest = end >= 0 && (isLast || lineEnd == text.length());
      if (lineEnd > at && (isRest || PemLines.isWhole(text, at, lineEnd))) {
        end = lineEnd;
      } else if (!isRest) {
        return end;
      }
      if (isLast) {
        return closeEnd(text, next, end);
      }
      if (lineEnd == at) {
        return end;
      }
      at = next;
    }
  }

  /** Lines such as "Proc-Type: 4,ENCRYPTED" stand before those of the key. */
  private static int pastHeaders(FoldedText text, int start) {
    int at = start;
    for (int i = 0; i < MOST_HEADERS; i++) {
      int end = PemLines.headerEnd(text, at);
      if (end < 0) {
        return at;
      }
      at = PemLines.pastBreak(text, end);
    }
    return at;
  }

  /** Where the line of dashes and "END" ends that begins here; the key's end if it is not one. */
  private static int closeEnd(FoldedText text, int index, int keyEnd) {
    int at = index;
    while (text.at(at) == '-' && at - index < 5) {
      at++;
    }
    at = pastBlank(text, at);
    int end = text.hasAt(at, "END ") ? titleEnd(text, at + 4) : -1;
    return end < 0 ? keyEnd : end;
  }
}
