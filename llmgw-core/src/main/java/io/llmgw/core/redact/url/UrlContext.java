package io.llmgw.core.redact.url;

/**
 * Whether the end of a text lies within a URL, seen char by char: {@link UrlBounds} says where one
 * begins and ends. Chars may be written by the name or number that HTML gives them, or as URLs
 * write their octets ({@code %2f}): whoever renders the text reads them. Not thread-safe.
 */
public final class UrlContext {
  private static final int LONGEST = 10;

  private final UrlBounds bounds;

  /** What may become an escape, from its first char on. */
  private final StringBuilder pending = new StringBuilder(LONGEST);

  /** The beginning of a text. */
  public UrlContext() {
    this.bounds = new UrlBounds();
  }

  private UrlContext(UrlContext other) {
    this.bounds = new UrlBounds(other.bounds);
    this.pending.append(other.pending);
  }

  /** One that goes on from here by itself. */
  public UrlContext copy() {
    return new UrlContext(this);
  }

  /** Sees the next char. */
  public void see(char c) {
    if (pending.isEmpty()) {
      if (c == '&' || c == '%') {
        pending.append(c);
      } else {
        bounds.see(c);
      }
    } else if (pending.charAt(0) == '%') {
      seeOctet(c);
    } else {
      seeReference(c);
    }
  }

  private void seeOctet(char c) {
    if (Character.digit(c, 16) < 0) {
      passOn();
      see(c);
    } else if (pending.append(c).length() == 3) {
      bounds.seeEscaped((char) Integer.parseInt(pending.substring(1), 16));
      pending.setLength(0);
    }
  }

  private void seeReference(char c) {
    if (c == ';') {
      int point = UrlReferences.point(pending);
      if (point < 0) {
        passOn();
        bounds.see(c);
      } else {
        bounds.seeEscaped((char) point);
        pending.setLength(0);
      }
    } else if (UrlReferences.mayGoOn(pending, c) && pending.length() < LONGEST) {
      pending.append(c);
    } else {
      settle();
      see(c);
    }
  }

  /** What is open is no escape, but for a number whose semicolon is missing. */
  private void settle() {
    int point = UrlReferences.number(pending);
    if (point < 0) {
      passOn();
    } else {
      bounds.seeEscaped((char) point);
      pending.setLength(0);
    }
  }

  private void passOn() {
    for (int i = 0; i < pending.length(); i++) {
      bounds.see(pending.charAt(i));
    }
    pending.setLength(0);
  }

  /** Forgets the text so far. */
  public void clear() {
    pending.setLength(0);
    bounds.clear();
  }

  /** Whether what comes next stands within a URL; it is no part of an escape. */
  public boolean isInside() {
    settle();
    return bounds.isInside();
  }
}
