package io.llmgw.benchmarks.client;

/** What is asked and answered: a prompt of 2.9 KB in four messages, an answer of 1.2 KB. */
public final class Conversation {
  private static final String[] WORDS = {
    "the",
    "order",
    "was",
    "shipped",
    "on",
    "Tuesday",
    "and",
    "arrives",
    "within",
    "three",
    "days",
    "please",
    "check",
    "your",
    "account",
    "for",
    "a",
    "tracking",
    "number",
    "it's",
    "\"free\"",
    "of",
    "charge",
    "we",
    "apologise",
    "delays",
    "in",
    "region",
    "customers",
    "can",
    "return"
  };

  /** The model that is asked. */
  public static final String MODEL = "gpt-4.1-mini";

  /** A key that opens nothing. */
  public static final String KEY = "benchmark-key";

  /** The instructions. */
  public static final String SYSTEM = prose(600, 1);

  /** What the user said before. */
  public static final String FIRST_QUESTION = prose(700, 2);

  /** What the model answered to that. */
  public static final String FIRST_ANSWER = prose(800, 3);

  /** What the user asks now. */
  public static final String QUESTION = prose(800, 4);

  /** What the model answers. */
  public static final String ANSWER = prose(1200, 5);

  /** How long an answer may get. */
  public static final int MOST_TOKENS = 1024;

  /** How free it may be. */
  public static final double TEMPERATURE = 0.7;

  /** Content events of a streamed answer. */
  public static final int PIECES = 200;

  private Conversation() {}

  /** Piece {@code index} of the answer, when it is streamed. */
  public static String piece(int index) {
    int from = (int) ((long) ANSWER.length() * index / PIECES);
    int to = (int) ((long) ANSWER.length() * (index + 1) / PIECES);
    return ANSWER.substring(from, to);
  }

  /** Throws unless this is as long as the answer. */
  public static int check(int length) {
    if (length != ANSWER.length()) {
      throw new IllegalStateException(
          "expected an answer of " + ANSWER.length() + " characters, not " + length);
    }
    return length;
  }

  /** English words with quotes and line ends among them, so that JSON has something to escape. */
  private static String prose(int length, int seed) {
    StringBuilder text = new StringBuilder(length + 16);
    int at = seed;
    while (text.length() < length) {
      at = at * 31 + 17;
      text.append(WORDS[Math.floorMod(at, WORDS.length)]);
      text.append(Math.floorMod(at, 23) == 0 ? ".\n" : " ");
    }
    text.setLength(length);
    return text.toString();
  }
}
