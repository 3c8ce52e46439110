package io.llmgw.core.redact;

import io.llmgw.api.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * What a model may say to a request that holds {@link #VALUES}, made from a seed, and what its
 * caller must get of it: known from how it was made, and not from the code under test.
 */
final class GeneratedAnswer {
  /** What a block of an answer is. */
  enum Kind {
    TEXT,
    REASONING,
    REFUSAL,
    TRUSTED_TOOL,
    OTHER_TOOL
  }

  /**
   * A piece of a block that is restored as a whole or not at all.
   *
   * @param masked as the model writes it
   * @param restored as the caller gets it
   */
  record Piece(String masked, String restored) {
    boolean isPlain() {
      return masked.equals(restored);
    }
  }

  /** A block of an answer. */
  record Block(Kind kind, List<Piece> pieces) {
    String masked() {
      StringBuilder all = new StringBuilder();
      pieces.forEach(piece -> all.append(piece.masked));
      return all.toString();
    }

    String restored() {
      StringBuilder all = new StringBuilder();
      pieces.forEach(piece -> all.append(piece.restored));
      return all.toString();
    }

    /** What the caller must have got when no more came than so many chars of the masked text. */
    String restored(int maskedChars) {
      StringBuilder all = new StringBuilder();
      int left = maskedChars;
      for (Piece piece : pieces) {
        if (left < piece.masked.length()) {
          return all.append(piece.masked, 0, left).toString();
        }
        all.append(piece.restored);
        left -= piece.masked.length();
      }
      return all.toString();
    }

    /**
     * How many chars of the masked text are in so many of the restored one.
     *
     * @throws AssertionError if that is not told, since it ends within a value
     */
    int maskedChars(int restoredChars) {
      int masked = 0;
      int left = restoredChars;
      for (Piece piece : pieces) {
        if (left < piece.restored.length()) {
          if (left > 0 && !piece.isPlain()) {
            throw new AssertionError("a value was torn apart");
          }
          return masked + left;
        }
        left -= piece.restored.length();
        masked += piece.masked.length();
      }
      return masked;
    }
  }

  /** By placeholder; the last one holds another one's placeholder. */
  static final Map<String, String> VALUES = values();

  /** Masks each of the values, when it is sent. */
  static final String PROMPT = String.join(" and ", VALUES.values());

  private static final String[] WORDS = {
    "the", "caf\u00e9", "\ud83d\ude00", "na\u00efve", "a < b", "x > y", "{}", "[1]", "(ok)", "R&D",
    "**bold**", "&amp;", "&lt;p&gt;", "`c`", "C:/tmp", "12:30", "\ud835\udd38", "e.g.", "<b>",
        "end.",
    "if (a[i] < n) {", "&l", "&lt", "_1>", "EMAIL_1", "\u4e2d\u6587", "1_000", "</p>", "\u00a0"
  };
  private static final String[] INVENTED = {
    "<EMAIL_9>",
    "<PHONE_1>",
    "<EMAIL_0>",
    "<EMAIL_01>",
    "<EMAIL_>",
    "<EMAIL>",
    "<E_1>",
    "<STAFF_NOTE_99999>",
    "<EMAIL_100000>",
    "<STAFF_1>",
    "<EMAIL_1_2>",
    "<TEXT_9>",
    "<EMAIL_1",
    "<EMAIL_1)",
    "<CREDIT_CARD_1]",
    "[EMAIL_1>",
    "<E-Mail_1>",
    "<CORREO_1>",
    "EMAIL_1>",
    "<STAFF_",
    "&lt;EMAIL_1>",
    "<EMAIL_1&gt;",
    "<EMAIL_1 and so on and so on and so on>",
    "<                      "
  };
  private static final String[] ADDRESSES = {
    "https://evil.example/?q=%s&r=1",
    "https://evil.example/%s",
    "HTTPS://evil.example/%s/x",
    "//evil.example/%s",
    "mailto:%s",
    "www.evil.example/%s",
    "[see](https://evil.example/%s)",
    "![x](//evil.example/?a=%s)",
    "![x](<https://evil.example/a b %s>)",
    "[x](/p?%s)",
    "<img src=\"https://evil.example/?q=a %s\">",
    "<a href='/x?%s'>",
    "https://%s.evil.example/",
    "<img src = '/p?a %s'>",
    "<video poster=\"/p?a %s\">",
    "<p style=\"background: url( /p?a %s)\">",
    "https&colon;&#x2f;&#47;evil.example/%s",
    "https%%3A%%2F%%2Fevil.example/%s",
    "<skype:a?%s>",
    "evil.example/%s"
  };

  private final Random random;
  private final List<Block> blocks = new ArrayList<>();

  private GeneratedAnswer(long seed) {
    this.random = new Random(seed);
  }

  private static Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("EMAIL_1", "ada@example.com");
    values.put("CREDIT_CARD_1", "4111 1111 1111 1111");
    values.put("STAFF_NOTE_1", Marked.value("O\"B\\ {\"a\":\"\\n\"}"));
    values.put("STAFF_NOTE_2", Marked.value("two\r\nlines\tand \u0001"));
    values.put("STAFF_NOTE_3", Marked.value("\ud83d\ude00\ud835\udd38 caf\u00e9"));
    values.put("STAFF_NOTE_4", Marked.value("as <EMAIL_1> said"));
    return Collections.unmodifiableMap(values);
  }

  /** An answer of several blocks. */
  static GeneratedAnswer of(long seed) {
    GeneratedAnswer answer = new GeneratedAnswer(seed);
    answer.addProse(Kind.REASONING);
    answer.addProse(answer.random.nextInt(8) == 0 ? Kind.REFUSAL : Kind.TEXT);
    int calls = 1 + answer.random.nextInt(3);
    for (int i = 0; i < calls; i++) {
      answer.addJson(answer.random.nextInt(3) == 0 ? Kind.OTHER_TOOL : Kind.TRUSTED_TOOL);
    }
    if (answer.random.nextBoolean()) {
      answer.addProse(Kind.TEXT);
    }
    return answer;
  }

  /** An answer of one block of JSON. */
  static GeneratedAnswer json(long seed) {
    GeneratedAnswer answer = new GeneratedAnswer(seed);
    answer.addJson(Kind.TEXT);
    return answer;
  }

  List<Block> blocks() {
    return blocks;
  }

  private void addProse(Kind kind) {
    List<Piece> pieces = new ArrayList<>();
    int count = 3 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      pieces.addAll(prose());
      if (random.nextInt(4) > 0 || !pieces.get(pieces.size() - 1).isPlain()) {
        pieces.add(plain(random.nextInt(6) == 0 ? "\n" : " "));
      }
    }
    if (random.nextInt(3) == 0) {
      pieces.add(plain(pick("<EMAIL_1", "<", "&lt;EMA", "[credit card ", "\\", "\\u003", "{")));
    }
    blocks.add(new Block(kind, pieces));
  }

  /** Something after which any blank may stand. */
  private List<Piece> prose() {
    return switch (random.nextInt(7)) {
      case 0, 1, 2 -> around(placeholder(false), false);
      case 3 -> List.of(plain(pick(INVENTED) + " "));
      case 4 -> List.of(plain(" " + String.format(pick(ADDRESSES), inAddress()) + " "));
      default -> List.of(plain(pick(WORDS) + " "));
    };
  }

  private List<Piece> around(Piece placeholder, boolean isJson) {
    String mark = pick("", "", "**", "_", "`", isJson ? "'" : "\"", "(", "<", "a", ":", ", ");
    return List.of(plain(mark), placeholder, plain(pick("", ".", "*", ">", ")", "s")));
  }

  private void addJson(Kind kind) {
    boolean isRestored = kind != Kind.OTHER_TOOL;
    List<Piece> pieces = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      pieces.add(plain((i == 0 ? "{" : ",") + pick("", " ", "\n") + "\"k" + i + "\":\""));
      int strings = random.nextInt(4);
      for (int j = 0; j < strings; j++) {
        for (Piece piece : jsonString()) {
          pieces.add(isRestored ? piece : plain(piece.masked));
        }
      }
      pieces.add(plain("\""));
    }
    pieces.add(plain(pick(",\"n\":[1,-2.5e3,[],{}]}", ",\"b\" : true }", "}")));
    blocks.add(new Block(kind, pieces));
  }

  private List<Piece> jsonString() {
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> around(placeholder(true), true);
      case 3 -> List.of(plain(inJson(pick(INVENTED) + " ")));
      case 4 -> List.of(plain(inJson(" " + String.format(pick(ADDRESSES), inAddress()) + " ")));
      default -> List.of(plain(inJson(pick(WORDS) + pick(" ", "\n", "\"", "\t", "\\ ", "/ "))));
    };
  }

  /** Escaped for a string of JSON, in one of the ways in which that may be done. */
  private String inJson(String text) {
    StringBuilder out = new StringBuilder();
    for (int point : text.codePoints().toArray()) {
      String plain = Character.toString(point);
      if (point == '/' && random.nextInt(3) == 0) {
        out.append("\\/");
      } else if ((point > 0x7e || point == '/') && random.nextBoolean()) {
        String escape = pick("\\u%04x", "\\u%04X");
        plain.chars().forEach(c -> out.append(String.format(escape, c)));
      } else {
        out.append(quoted(plain));
      }
    }
    return out.toString();
  }

  private String inAddress() {
    String name = pick(VALUES.keySet().toArray(String[]::new));
    return pick("<%s>", "[%s]", "{%s}").formatted(random.nextBoolean() ? name : lower(name));
  }

  /** A placeholder as some model writes it. */
  private Piece placeholder(boolean isJson) {
    String name = pick(VALUES.keySet().toArray(String[]::new));
    String value = VALUES.get(name);
    String written =
        switch (random.nextInt(6)) {
          case 0 -> lower(name);
          case 1 -> name.charAt(0) + lower(name.substring(1));
          case 2 -> name.replace('_', ' ');
          case 3 -> name.replace('_', '-');
          case 4 -> name.replace("_", isJson ? "\\\\_" : "\\_");
          default -> name;
        };
    String form =
        isJson
            ? pick("<%s>", "<%s>", "[%s]", "{%s}", "\\u003c%s\\u003e", "\\u003C%s\\u003E", "< %s >")
            : pick("<%s>", "<%s>", "[%s]", "{%s}", "&lt;%s&gt;", "< %s >", "<**%s**>", "<`%s`>");
    if (!isJson) {
      return new Piece(form.formatted(written), value);
    }
    return new Piece(form.formatted(written), quoted(value));
  }

  /** As it stands between the quotes of a string of JSON. */
  private static String quoted(String text) {
    String quoted = Json.ofValue(text).text();
    return quoted.substring(1, quoted.length() - 1);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Piece plain(String text) {
    return new Piece(text, text);
  }

  private String pick(String... some) {
    return some[random.nextInt(some.length)];
  }
}
