package io.llmgw.providers.wire;

/** Which names of tools a protocol takes; a request may have letters, digits and {@code _-.:}. */
public enum ToolNameForm {
  /** Any. */
  ANY,
  /**
   * Up to 64 letters, digits, {@code _} and {@code -}, as OpenAI, Anthropic, Bedrock and hosts that
   * follow them take.
   */
  PLAIN,
  /**
   * Up to 64 letters, digits, {@code _}, {@code -} and dots, the first of them a letter or {@code
   * _} (ai.google.dev/api/caching, "FunctionDeclaration").
   */
  DOTTED;

  private static final int MOST = 64;

  /** Whether the name can be sent as it is; that there is none is not a matter of its form. */
  public boolean takes(String name) {
    if (this == ANY || name.isEmpty()) {
      return true;
    }
    for (int i = 0; i < name.length(); i++) {
      if (!takes(name.charAt(i))) {
        return false;
      }
    }
    return name.length() <= MOST && mayBegin(name.charAt(0));
  }

  private boolean takes(char c) {
    return isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || isDot(c);
  }

  private boolean isDot(char c) {
    return this == DOTTED && c == '.';
  }

  private boolean mayBegin(char c) {
    return this == PLAIN || isLetter(c) || c == '_';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /**
   * A name like this one that can be sent, the same one each time: its characters, as far as they
   * may stand there, and a mark of the whole, so that two names rarely become one.
   *
   * @param attempt from 0; another one has another mark
   */
  public String spell(String name, int attempt) {
    String mark = '_' + Integer.toHexString(31 * name.hashCode() + attempt);
    StringBuilder spelled = new StringBuilder(MOST);
    if (!name.isEmpty() && !mayBegin(name.charAt(0))) {
      spelled.append('_');
    }
    for (int i = 0; i < name.length() && spelled.length() < MOST - mark.length(); i++) {
      char c = name.charAt(i);
      spelled.append(takes(c) ? c : '_');
    }
    return spelled.append(mark).toString();
  }
}
