package io.llmgw.api.extend;

import java.security.CodeSource;
import java.util.function.Supplier;

/** An extension that somebody else has written: whatever it says may fail, or be nothing. */
public final class Stranger {
  private Stranger() {}

  /** Its class and where that comes from, for messages. */
  static String describe(Object stranger) {
    Class<?> type = stranger.getClass();
    CodeSource source = type.getProtectionDomain().getCodeSource();
    Object origin = source == null ? type.getModule() : source.getLocation();
    return type.getName() + " from " + origin;
  }

  /**
   * What it says of itself.
   *
   * @param kind what it is, for the message
   * @param method which of its methods is asked, for the message
   * @throws IllegalStateException when it fails or says null: the message names its class, and the
   *     jar that this comes from
   */
  public static <T> T told(String kind, Object stranger, String method, Supplier<T> asked) {
    String broken = kind + " " + describe(stranger) + " cannot be used: its " + method;
    T told;
    try {
      told = asked.get();
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable e) { // whatever it throws
      throw new IllegalStateException(broken + " fails with " + e, e);
    }
    if (told == null) {
      throw new IllegalStateException(broken + " is null");
    }
    return told;
  }
}
