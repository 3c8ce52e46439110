package io.llmgw.core.redact.url;

/**
 * Where URLs begin and end in a text, seen char by char. One begins
 *
 * <ul>
 *   <li>at {@code ://}, at {@code mailto:} and the like, at {@code www.}
 *   <li>at {@code //} that goes on no word
 *   <li>behind a host that a path follows
 *   <li>in {@code <} before any scheme
 *   <li>in the target of a Markdown link or of its definition
 *   <li>in {@code url(} and the import rule of CSS
 *   <li>in {@linkplain UrlAttributes attributes}
 * </ul>
 *
 * <p>It ends where no renderer goes on with it: at the quote or bracket that it was opened with,
 * otherwise at a blank. Whatever begins within it ends by itself, so that nothing can be hidden in
 * what is only said to be a URL. Not thread-safe.
 */
final class UrlBounds {
  private static final String[] SCHEMES = {
    "http:",
    "https:",
    "ftp:",
    "ws:",
    "wss:",
    "mailto:",
    "data:",
    "tel:",
    "sms:",
    "sip:",
    "xmpp:",
    "blob:",
    "javascript:",
    "vbscript:",
    "file:",
    "intent:",
    "whatsapp:",
    "magnet:",
    "www."
  };
  private static final String[] OF_CSS = {"url(", "src(", "image-set("};
  private static final String IMPORT = "@import";
  private static final int SHORTEST_TOP = 2;
  private static final int NUMBERS_OF_ADDRESS = 4;

  /** How far back the beginning of a URL is looked for. */
  private static final int MEMORY = 64;

  /** What an escape stands for ends nothing that was not begun so: it is kept apart by this. */
  private static final char ESCAPED = 0xE000;

  /** What ends a URL, each with a bit of {@link #open}: a blank, a bracket or a blank, chars. */
  private static final char BLANK = 0;

  private static final char BRACKET_OR_BLANK = 1;
  private static final String QUOTES = "\"'`" + (char) (ESCAPED + '"') + (char) (ESCAPED + '\'');
  private static final String BRACKETS = ">);";
  private static final String ENDS = "" + BLANK + BRACKET_OR_BLANK + QUOTES + BRACKETS;

  private final char[] last = new char[MEMORY];
  private final UrlAttributes attributes;
  private int seen;

  /** What must come for each URL that is open to end. */
  private int open;

  /** Whether one begins with what comes next, but for blanks, and may be a value as a whole. */
  private boolean isAwaited;

  private boolean mayBeValue;

  /** What ends the one that is awaited, if it is opened with nothing. */
  private char endIfBare;

  /** The quote that was the last char and ends one, unless a word follows. */
  private char quoteBefore;

  /** Whether the line may yet begin with a label, or has: of a definition of Markdown. */
  private boolean isHeadOfLine = true;

  private boolean isLabelled;

  /** The beginning of a text. */
  UrlBounds() {
    this.attributes = new UrlAttributes();
  }

  /** One that goes on from where the other one is. */
  UrlBounds(UrlBounds other) {
    this.attributes = new UrlAttributes(other.attributes);
    System.arraycopy(other.last, 0, last, 0, MEMORY);
    this.seen = other.seen;
    this.open = other.open;
    this.isAwaited = other.isAwaited;
    this.mayBeValue = other.mayBeValue;
    this.endIfBare = other.endIfBare;
    this.quoteBefore = other.quoteBefore;
    this.isHeadOfLine = other.isHeadOfLine;
    this.isLabelled = other.isLabelled;
  }

  /** Sees the next char. */
  void see(char c) {
    last[seen++ % MEMORY] = c;
    end(c);
    seeLine(c);
    if (isAwaited && !isBlank(c)) {
      begin(0, endIfBare);
    }
    if (attributes.see(c)) {
      await(BLANK, false);
    } else {
      lookForBeginning(c);
    }
  }

  /** Sees a char that is written as an escape. */
  void seeEscaped(char c) {
    see((char) (ESCAPED + c));
  }

  /** Forgets the text so far. */
  void clear() {
    seen = 0;
    open = 0;
    isAwaited = false;
    quoteBefore = 0;
    isHeadOfLine = true;
    isLabelled = false;
    attributes.clear();
  }

  /** Whether what comes next stands within a URL. */
  boolean isInside() {
    return open != 0 || (isAwaited && !mayBeValue);
  }

  private void end(char c) {
    if (open == 0) {
      return;
    }
    if (quoteBefore != 0 && !isWord(plain(c))) { // else renderers that look for URLs go on with it
      open &= ~bit(quoteBefore);
    }
    quoteBefore = QUOTES.indexOf(c) >= 0 ? c : 0;
    if (isBlank(c)) {
      open &= ~(bit(BLANK) | bit(BRACKET_OR_BLANK));
    } else if (BRACKETS.indexOf(c) >= 0) {
      open &= c == '>' ? ~(bit(c) | bit(BRACKET_OR_BLANK)) : ~bit(c);
    }
    if (c == '\n') {
      open &= ~(bit('>') | bit(')') | bit(';'));
    }
  }

  private static int bit(char end) {
    return 1 << ENDS.indexOf(end);
  }

  /** Of blanks only those of ASCII end a URL (HTML, 13.1.2.3; CommonMark, 6.3). */
  static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  }

  private void seeLine(char c) {
    if (c == '\n') {
      isHeadOfLine = true;
      isLabelled = false;
    } else if (isHeadOfLine && !isBlank(c) && c != '>' && c != '-' && c != '*') {
      isHeadOfLine = false;
      isLabelled = c == '[';
    } else if (isLabelled && c == '^' && back(1) == '[') {
      isLabelled = false; // a footnote: words follow
    }
  }

  private void lookForBeginning(char c) {
    switch (plain(c)) {
      case '/' -> lookAtSlash();
      case '?', '#' -> lookForHost();
      case ':' -> lookAtColon();
      case '.' -> lookForScheme();
      case '(' -> lookAtBracket();
      case ' ', '\n', '\t', '"', '\'' -> lookForImport(c);
      default -> {}
    }
  }

  private void lookAtSlash() {
    if (endsWith("://")) {
      begin(3 + schemeLength(3), BLANK);
    } else if (endsWith("//") && !Character.isLetterOrDigit(back(2))) {
      begin(2, BLANK);
    } else {
      lookForHost();
    }
  }

  /** Some renderers take a name that ends like one for a host where a path follows. */
  private void lookForHost() {
    int end = beforePort();
    end = back(end) == '.' ? end + 1 : end; // of the root
    int at = end;
    while (isLetter(back(at)) || isForeign(back(at))) {
      at++;
    }
    boolean isName = at - end >= SHORTEST_TOP && back(at) == '.' && isOfLabel(back(at + 1));
    if (!isName && !isAddress(end)) {
      return;
    }
    while (isOfLabel(back(at)) || back(at) == '.') {
      at++;
    }
    if (back(at) != '@') {
      open |= bit(BLANK);
    }
  }

  /** How far back a host ends: before the number of a port, if there is one. */
  private int beforePort() {
    int at = 1;
    while (isDigit(back(at))) {
      at++;
    }
    return at > 1 && back(at) == ':' ? at + 1 : 1;
  }

  /** Whether four numbers with dots between them end so far back. */
  private boolean isAddress(int end) {
    int at = end;
    for (int i = 0; i < NUMBERS_OF_ADDRESS; i++) {
      at += i > 0 && back(at) == '.' ? 1 : 0;
      int endOfNumber = at;
      while (isDigit(back(at))) {
        at++;
      }
      if (at == endOfNumber || (i < NUMBERS_OF_ADDRESS - 1 && back(at) != '.')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfLabel(char c) {
    return isWord(c) || isForeign(c);
  }

  /** Whether it stands in names of hosts that are not written in ASCII. */
  private static boolean isForeign(char c) {
    return c >= 0x80 && (Character.isUnicodeIdentifierPart(c) || Character.isSurrogate(c));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void lookAtColon() {
    if (isLabelled && before(1) == ']') {
      isLabelled = false;
      await(BLANK, true); // it may be a word in brackets, as in a log, and a value
      return;
    }
    lookForScheme();
    if (before(1 + schemeLength(1)) == '<') {
      open |= bit(BRACKET_OR_BLANK);
    }
  }

  private void lookForScheme() {
    for (String scheme : SCHEMES) {
      if (endsWith(scheme) && !Character.isLetterOrDigit(back(scheme.length()))) {
        begin(scheme.length(), BLANK);
      }
    }
  }

  private void lookAtBracket() {
    if (endsWith("](")) {
      await(BLANK, false);
      return;
    }
    for (String function : OF_CSS) {
      if (endsWith(function) && !isWord(back(function.length()))) {
        await(')', false);
      }
    }
  }

  private void lookForImport(char c) {
    if (back(1) == 't' && endsWith(IMPORT + c)) {
      await(';', false);
    }
  }

  /** How many chars of a scheme stand before the last so many chars. */
  private int schemeLength(int end) {
    int length = 0;
    while (isOfScheme(back(end + length))) {
      length++;
    }
    return length;
  }

  private static boolean isOfScheme(char c) {
    return isWord(c) ? c != '_' : c == '+' || c == '.';
  }

  static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  /** Whether it stands in words and names, in lower case. */
  static boolean isWord(char c) {
    return isLetter(c) || isDigit(c) || c == '-' || c == '_';
  }

  /** From now on a URL begins with what is no blank. */
  private void await(char end, boolean orValue) {
    isAwaited = true;
    mayBeValue = orValue;
    endIfBare = end;
  }

  /** One begins, with what stands so many chars before the last one: it may be a quote. */
  private void begin(int at, char endOfBare) {
    isAwaited = false;
    char first = before(at);
    boolean isQuoted = QUOTES.indexOf(first) >= 0 && !Character.isLetterOrDigit(back(at + 1));
    quoteBefore = at == 0 ? 0 : quoteBefore; // it opens
    open |= bit(isQuoted ? first : first == '<' ? '>' : endOfBare);
  }

  private boolean endsWith(String suffix) {
    for (int i = 0; i < suffix.length(); i++) {
      if (back(suffix.length() - 1 - i) != suffix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The char so many before the last one, as it reads; 0 before the beginning. */
  private char back(int count) {
    return plain(before(count));
  }

  /** The char so many before the last one, as it is written; 0 before the beginning. */
  private char before(int count) {
    int index = seen - 1 - count;
    return index < 0 || count >= MEMORY ? 0 : last[index % MEMORY];
  }

  /** Browsers read backslashes in the address of a page as slashes (WHATWG URL, 4.4). */
  private static char plain(char written) {
    char c = written >= ESCAPED && written < ESCAPED + 0x80 ? (char) (written - ESCAPED) : written;
    return c == '\\' ? '/' : lower(c);
  }

  static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }
}
