package io.llmgw.providers.dialect;

/** Which ids of tool calls a host takes back, those of calls that others began included. */
public enum CallIdForm {
  /** Any. */
  ANY,
  /** Nine letters and digits; most models of Mistral refuse others with its code 3280. */
  NINE_PLAIN,
  /** At most 64 characters; OpenAI's Responses refuses longer ones. */
  UP_TO_64;

  private static final int LENGTH = 9;
  private static final int MOST = 64;
  private static final String PLAIN =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** The id as the host takes it: one that fits as it is, else the same one each time. */
  public String fit(String id) {
    return switch (this) {
      case ANY -> id;
      case NINE_PLAIN -> isNinePlain(id) ? id : ninePlain(id);
      // With a mark of the whole, so that two ids stay two.
      case UP_TO_64 ->
          id.length() <= MOST ? id : id.substring(0, MOST - LENGTH - 1) + '_' + ninePlain(id);
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
