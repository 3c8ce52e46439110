package io.llmgw.core.detect.secret;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.AsciiSet;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;
import io.llmgw.core.detect.key.Variety;
import java.util.List;
import java.util.Set;

/**
 * A user, or none, and a password before a host without the scheme of a URL: {@code
 * root:pw@203.0.113.9}. Behind words such as "mail" addresses of mail stand so: the host is an
 * address of the network, or the password looks like one.
 */
final class HostLogin implements AnchoredRule {
  private static final String RULE = "URL_CREDENTIALS:login";

  private static final int LONGEST_USER = 64;
  private static final int LONGEST_PASSWORD = 128;

  /** So few chars stand for no other password, unless they begin with one of these. */
  private static final int LONGEST_SHORT = 3;

  private static final AsciiSet VARIABLES = AsciiSet.of("$%");

  /** What may stand before a user. */
  private static final AsciiSet BEFORE = AsciiSet.of("\"'`(=,<>|");

  /** What ends here is the name of a protocol, or a word for what follows, and no user. */
  private static final List<String> OTHERS =
      List.of(
          "mail", "email", "mailto", "sip", "sips", "xmpp", "ssh", "git", "acct", "from", "to",
          "cc");

  /** Behind it stand names of drivers and, for Oracle's, a user and a password with a slash. */
  private static final List<String> DRIVERS = List.of("jdbc");

  /**
   * What ends here names what a word behind it is, and not who logs in with it. Of headers of mail
   * and schemes of URIs, those that name a user.
   */
  private static final List<String> FIELDS =
      List.of(
          "level",
          "loglevel",
          "severity",
          "log",
          "logger",
          "job",
          "task",
          "cron",
          "queue",
          "topic",
          "event",
          "action",
          "cmd",
          "command",
          "step",
          "stage",
          "state",
          "status",
          "type",
          "kind",
          "mode",
          "role",
          "group",
          "tag",
          "label",
          "image",
          "container",
          "pod",
          "node",
          "host",
          "hostname",
          "server",
          "service",
          "svc",
          "worker",
          "process",
          "proc",
          "thread",
          "module",
          "component",
          "unit",
          "branch",
          "env",
          "environment",
          "region",
          "zone",
          "cluster",
          "namespace",
          "source",
          "src",
          "target",
          "dest",
          "origin",
          "via",
          "by",
          "at",
          "error",
          "err",
          "warn",
          "warning",
          "info",
          "debug",
          "method",
          "proto",
          "protocol",
          "name",
          "key",
          "peer",
          "device",
          "interface",
          "iface",
          "chan",
          "channel",
          "room",
          "call",
          "plugin",
          "sender",
          "return-path",
          "bcc",
          "turn",
          "turns",
          "stun",
          "stuns",
          "skype",
          "callto",
          "jabber");

  /** Before a digest no host stands: an image is pinned by it. */
  private static final List<String> DIGESTS =
      List.of("sha256:", "sha512:", "sha384:", "sha1:", "md5:", "blake3:", "blake2b:");

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.URL_CREDENTIALS);
  }

  @Override
  public List<String> anchors() {
    return List.of("@");
  }

  @Override
  public void look(FoldedText text, int sign, int host, Findings found) {
    if (!Alphabet.ALNUM.has(text.at(host))) {
      return;
    }
    boolean isAddress = isAddress(text, host);
    if ((!isAddress && !isName(text, host)) || isDigest(text, host)) {
      return;
    }
    int start = sign;
    int colon = -1;
    while (sign - start < LONGEST_USER + LONGEST_PASSWORD && isOfLogin(text.at(start - 1))) {
      start--;
      colon = text.at(start) == ':' ? start : colon;
    }
    boolean isUser =
        colon >= start
            && Alphabet.DOTTED.end(text, start, LONGEST_USER) == colon
            && !isOneOf(OTHERS, text, start, colon);
    if (!isUser || text.at(colon + 1) == '/' || text.at(sign - 1) == ':') {
      return;
    }
    Assigned password = new Assigned(colon + 1, sign, Assigned.How.PLAIN);
    int hostEnd = Alphabet.DOTTED.end(text, host, LONGEST_USER);
    boolean hasPortOrPath = hasPortOrPath(text, hostEnd);
    boolean isLogin =
        hasUser(text, start, colon)
            ? isPassword(text, password, isAddress)
                && !isField(text, start, colon, sign)
                && !isOfDriver(text, start, colon, sign)
            : isAlone(text, password, isAddress, hasPortOrPath);
    if (isLogin && hasPortOrPath) { // no address of mail has one
      found.takeBack(Entities.EMAIL, Entities.URL_CREDENTIALS, colon + 1, hostEnd);
      found.add(Entities.URL_CREDENTIALS, start, sign, Confidence.HIGH, RULE);
    } else if (isLogin) {
      found.add(Entities.URL_CREDENTIALS, start, sign, Confidence.MEDIUM, RULE);
    }
  }

  private static boolean isOfLogin(char c) {
    return c > ' ' && c < 0x7F && !BEFORE.has(c);
  }

  private static boolean isDigest(FoldedText text, int host) {
    for (String each : DIGESTS) {
      if (text.hasAt(host, each)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a user stands before the colon, or more than is looked at. None has accents. */
  private static boolean hasUser(FoldedText text, int start, int colon) {
    boolean isCut = isOfLogin(text.at(start - 1));
    return isCut || (colon > start && !Alphabet.ALNUM.has(text.bare(start - 1)));
  }

  private static boolean isPassword(FoldedText text, Assigned value, boolean isAddress) {
    return isAddress ? isGiven(text, value) : isMixed(text, value);
  }

  private static boolean isMixed(FoldedText text, Assigned value) {
    return ProseValue.isOne(text, value) && ProseValue.isMixed(text, value);
  }

  /** Whether it is one without a user: a user or an address of mail may stand behind a label. */
  private static boolean isAlone(
      FoldedText text, Assigned value, boolean isAddress, boolean hasPortOrPath) {
    if (isAddress && isMixed(text, value)) {
      return true;
    }
    int colon = value.start() - 1;
    int first = QuotedValue.isQuote(text.at(colon - 1)) ? colon - 1 : colon;
    char before = text.at(first - 1);
    if (before == '=') {
      return hasPortOrPath && isGiven(text, value);
    }
    boolean isOne = isAddress ? ProseValue.isOne(text, value) : isMixed(text, value);
    return hasPortOrPath && before <= ' ' && isOne;
  }

  /** Whether it is a field and its value, a word: {@code level:WARN@10.0.0.12}. */
  private static boolean isField(FoldedText text, int start, int colon, int end) {
    Variety variety = Variety.of(text, colon + 1, end);
    boolean isUpper = variety.upper() == variety.length();
    boolean isLower =
        variety.lower() + (Alphabet.UPPER.has(text.at(colon + 1)) ? 1 : 0) == variety.length();
    return (isUpper || isLower) && isOneOf(FIELDS, text, start, colon);
  }

  /** Whether it is the URL of a database that names no password. */
  private static boolean isOfDriver(FoldedText text, int start, int colon, int end) {
    if (!isOneOf(DRIVERS, text, start, colon)) {
      return false;
    }
    for (int i = colon + 1; i < end - 1; i++) {
      if (text.at(i) == '/') {
        return false;
      }
    }
    return true;
  }

  private static boolean isOneOf(List<String> words, FoldedText text, int start, int end) {
    for (String other : words) {
      int from = end - other.length();
      if (from >= start && text.hasAt(from, other) && !Character.isLetter(text.at(from - 1))) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is no number, as of an extension, and nothing that is to be filled in. */
  private static boolean isGiven(FoldedText text, Assigned value) {
    Variety variety = Variety.of(text, value.start(), value.end());
    boolean hasLetter = variety.upper() + variety.lower() > 0;
    boolean isVariable = VARIABLES.has(text.at(value.start()));
    boolean isShort = variety.length() <= LONGEST_SHORT && !isVariable;
    return hasLetter && (isShort || !OtherValue.is(text, value));
  }

  /** Whether four numbers up to 255 stand here with full stops between them. */
  private static boolean isAddress(FoldedText text, int start) {
    int at = start;
    for (int part = 0; part < 4; part++) {
      int end = Alphabet.DIGITS.end(text, at, 3);
      int number = 0;
      for (int i = at; i < end; i++) {
        number = number * 10 + text.at(i) - '0';
      }
      if (end == at || number > 255 || (part < 3 && text.at(end) != '.')) {
        return false;
      }
      at = part < 3 ? end + 1 : end;
    }
    return !Alphabet.ALNUM.has(text.at(at));
  }

  /** Whether the name of a host stands here: with a full stop in it, or a port or path behind. */
  private static boolean isName(FoldedText text, int start) {
    int end = Alphabet.DOTTED.end(text, start, LONGEST_USER);
    boolean hasDot = false;
    for (int i = start; i < end; i++) {
      hasDot |= text.at(i) == '.' && Alphabet.ALNUM.has(text.at(i + 1));
    }
    return hasDot || hasPortOrPath(text, end);
  }

  private static boolean hasPortOrPath(FoldedText text, int hostEnd) {
    char next = text.at(hostEnd + 1);
    return text.at(hostEnd) == ':' && (Alphabet.DIGITS.has(next) || next == '/');
  }
}
