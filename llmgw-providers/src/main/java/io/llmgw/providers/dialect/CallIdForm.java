package io.llmgw.providers.dialect;

/** Which ids of tool calls a host takes back, those of calls that others began included. */
public enum CallIdForm {
  /** Any. */
  ANY(Integer.MAX_VALUE),
  /** Nine letters and digits; most models of Mistral refuse others with its code 3280. */
  NINE_PLAIN(9),
  /**
   * At most 40 characters; OpenAI's Chat Completions refuses longer ones ("string too long"), as
   * those of vLLM (46) and xAI (43) are.
   */
  UP_TO_40(40),
  /** At most 64 characters; OpenAI's Responses refuses longer ones. */
  UP_TO_64(64);

  private static final int LENGTH = 9;
  private static final String PLAIN =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final int most;

  CallIdForm(int most) {
    this.most = most;
  }

  /** The id as the host takes it: one that fits as it is, else the same one each time. */
  public String fit(String id) {
    return switch (this) {
      case ANY -> id;
      case NINE_PLAIN -> isNinePlain(id) ? id : ninePlain(id);
      // With a mark of the whole, so that two ids stay two.
      case UP_TO_40, UP_TO_64 ->
          id.length() <= most ? id : id.substring(0, most - LENGTH - 1) + '_' + ninePlain(id);
    };
  }

  /** What it asks for beyond what all hosts take, in words; empty for nothing. */
  String inWords() {
    return switch (this) {
      case ANY -> "";
      case NINE_PLAIN -> "ids of tool calls that are not nine letters and digits are sent as such";
      case UP_TO_40, UP_TO_64 ->
          "ids of tool calls longer than " + most + " characters are sent shortened";
    };
  }

  private static boolean isNinePlain(String id) {
    boolean plain = id.length() == LENGTH;
    for (int i = 0; plain && i < LENGTH; i++) {
      plain = PLAIN.indexOf(id.charAt(i)) >= 0;
    }
    return plain;
  }

  /** 53 bits of a hash over all of it (FNV-1a), so that two ids stay two. */
  private static String ninePlain(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    char[] fit = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      fit[i] = PLAIN.charAt((int) Long.remainderUnsigned(hash, PLAIN.length()));
      hash = Long.divideUnsigned(hash, PLAIN.length());
    }
    return new String(fit);
  }
}
