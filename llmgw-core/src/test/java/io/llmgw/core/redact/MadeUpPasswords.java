package io.llmgw.core.redact;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Passwords of sixteen chars at random, where people and programs write them. */
final class MadeUpPasswords {
  /** How many there are for each way to write one. */
  static final int COUNT = 2_000;

  private static final int LENGTH = 16;
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String ALNUM = LOWER + LOWER.toUpperCase(Locale.ROOT) + "0123456789";
  private static final String SIGNED = ALNUM + "!@#$%^&*";

  /** Of what chars a password is. */
  enum Chars {
    LETTERS_AND_DIGITS("letters and digits", ALNUM),
    SIGNS("and `!@#$%^&*`", SIGNED),
    ASCII("all of ASCII", printable()),
    WORDS("words with blanks", "abcdefghij klm");

    final String title;
    private final String chars;

    Chars(String title, String chars) {
      this.title = title;
      this.chars = chars;
    }
  }

  /**
   * How a password is written.
   *
   * @param title for the page
   * @param before what stands before it
   * @param after what stands behind it
   * @param without signs that are written otherwise there
   * @param isEncoded whether signs are written as the query of a URL writes them
   */
  record Place(String title, String before, String after, String without, boolean isEncoded) {
    Place(String title, String before, String after, String without) {
      this(title, before, after, without, false);
    }

    /** The password as it stands there. */
    String written(String password) {
      return isEncoded ? URLEncoder.encode(password, StandardCharsets.UTF_8) : password;
    }
  }

  static final List<Place> PLAIN =
      List.of(
          new Place("shell", "DB_PASSWORD=", "\nDB_HOST=db\n", ""),
          new Place("YAML", "user: app\npassword: ", "\nport: 1\n", ""),
          new Place("prose", "my password is ", " by now", ""),
          new Place("URL", "https://example.com/?user=a&password=", "&next=/home", "", true));

  static final List<Place> QUOTED =
      List.of(
          new Place("double quotes", "password = \"", "\"\nport = 1\n", "\"\\"),
          new Place("single quotes", "export DB_PASSWORD='", "'\n", "'\\"),
          new Place("JSON", "{\"user\":\"app\",\"password\":\"", "\",\"n\":1}", "\"\\"));

  private final Random random;

  MadeUpPasswords(long seed) {
    random = new Random(seed);
  }

  private static String printable() {
    StringBuilder all = new StringBuilder();
    for (char c = '!'; c <= '~'; c++) {
      all.append(c);
    }
    return all.toString();
  }

  /** One of these chars, but for those that the place has none of; blanks stand within it. */
  String next(Chars chars, Place place) {
    StringBuilder password = new StringBuilder();
    while (password.length() < LENGTH) {
      char c = chars.chars.charAt(random.nextInt(chars.chars.length()));
      boolean isEdge = password.length() == 0 || password.length() == LENGTH - 1;
      if (place.without().indexOf(c) < 0 && !(isEdge && c == ' ')) {
        password.append(c);
      }
    }
    boolean isWord = chars == Chars.WORDS && password.indexOf(" ") < 0;
    return isWord ? next(chars, place) : password.toString();
  }
}
