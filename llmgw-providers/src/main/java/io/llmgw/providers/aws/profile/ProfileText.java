package io.llmgw.providers.aws.profile;

import java.util.Locale;
import java.util.Map;

/**
 * Reads the text of a shared file (AWS SDKs and Tools Reference Guide, "Shared config and
 * credentials files"): sections, settings, comments. No message has anything of a line.
 */
final class ProfileText {
  private ProfileText() {}

  /**
   * Adds the settings of a section, which replace those of the same name; says whether it is there.
   *
   * @param word that sections of this sort begin with, as in the file of settings, where others do
   *     not count; empty for none
   */
  static boolean addTo(Map<String, String> all, String text, String name, String word) {
    boolean found = false;
    boolean inside = false;
    for (String line : text.split("\\R", -1)) {
      if (line.startsWith("[")) {
        inside = name.equals(section(line, word));
        found |= inside;
      } else if (inside && !isNested(line)) {
        addTo(all, line);
      }
    }
    return found;
  }

  /** What a section is of; empty where it is of another sort. */
  private static String section(String line, String word) {
    int end = line.indexOf(']');
    String name = line.substring(1, end < 0 ? line.length() : end).strip();
    if (word.isEmpty() || (word.equals(SharedFiles.PROFILE) && name.equals("default"))) {
      return name;
    }
    boolean ofSort =
        name.startsWith(word)
            && name.length() > word.length()
            && Character.isWhitespace(name.charAt(word.length()));
    return ofSort ? name.substring(word.length()).strip() : "";
  }

  /** Settings of a setting, as {@code s3 =} has; none of them is needed here. */
  private static boolean isNested(String line) {
    return !line.isEmpty() && Character.isWhitespace(line.charAt(0));
  }

  private static void addTo(Map<String, String> all, String line) {
    int equals = line.indexOf('=');
    if (equals <= 0 || line.startsWith("#") || line.startsWith(";")) {
      return;
    }
    String name = line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
    all.put(name, withoutComment(line.substring(equals + 1)).strip());
  }

  /** A comment behind a value has a blank before it. */
  private static String withoutComment(String value) {
    for (int i = 1; i < value.length(); i++) {
      boolean mark = value.charAt(i) == '#' || value.charAt(i) == ';';
      if (mark && Character.isWhitespace(value.charAt(i - 1))) {
        return value.substring(0, i);
      }
    }
    return value;
  }
}
