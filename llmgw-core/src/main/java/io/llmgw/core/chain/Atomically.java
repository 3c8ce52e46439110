package io.llmgw.core.chain;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;

/** Finds fields for atomic access, which costs no object of its own per call. */
public final class Atomically {
  private Atomically() {}

  /**
   * The field of this name and type.
   *
   * @param owner the lookup of the class that has it
   */
  public static VarHandle field(Lookup owner, String name, Class<?> type) {
    try {
      return owner.findVarHandle(owner.lookupClass(), name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
