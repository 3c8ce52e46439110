package io.llmgw.api.provider;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the lines of a key file. No message has anything of a line: it may be a secret. */
final class KeyLines {
  private static final int LONGEST_ALIAS = 32;

  private final Path path;
  private final List<ApiKey> keys = new ArrayList<>();
  private final Set<String> aliases = new HashSet<>();

  private KeyLines(Path path) {
    this.path = path;
  }

  static List<ApiKey> parse(Path path, String text) {
    KeyLines file = new KeyLines(path);
    String[] lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        file.add(i + 1, line);
      }
    }
    if (file.keys.isEmpty()) {
      throw new IllegalArgumentException("key file " + path + " has no key in it");
    }
    return List.copyOf(file.keys);
  }

  private void add(int number, String line) {
    int named = aliasEnd(line);
    String alias = named > 0 ? line.substring(0, named).strip() : bareAlias();
    String secret = named > 0 ? line.substring(named + 1).strip() : line;
    for (int i = 0; i < secret.length(); i++) {
      if (secret.charAt(i) <= ' ' || secret.charAt(i) > '~') {
        throw bad(number, "a blank, control or non-ASCII character in its secret");
      }
    }
    if (!aliases.add(alias)) {
      throw bad(number, "an alias that another line has");
    }
    keys.add(ApiKey.of(alias, secret));
  }

  private String bareAlias() {
    return keys.isEmpty() ? "main" : "key-" + (keys.size() + 1);
  }

  /**
   * Where the equals sign after an alias is, 0 when there is no alias. A sign that only others
   * follow is the padding of a bare secret, and what is too long for a name is one too: it must not
   * be shown.
   */
  private static int aliasEnd(String line) {
    int end = Math.max(0, line.indexOf('='));
    String alias = line.substring(0, end).strip();
    boolean named = !alias.isEmpty() && alias.length() <= LONGEST_ALIAS;
    for (int i = 0; i < alias.length(); i++) {
      named &= isOfAlias(alias.charAt(i));
    }
    return named && !line.substring(end).replace("=", "").isBlank() ? end : 0;
  }

  private static boolean isOfAlias(char c) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') || "._-".indexOf(c) >= 0;
  }

  private IllegalArgumentException bad(int number, String what) {
    return new IllegalArgumentException("line " + number + " of key file " + path + " has " + what);
  }
}
