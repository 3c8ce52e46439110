package io.llmgw.core.detect.world;

import io.llmgw.core.detect.Rules;

/** All rules of this package. */
public final class WorldRules {
  private WorldRules() {}

  /** Numbers of India, Brazil, Canada and Australia. */
  public static Rules all() {
    return Rules.identifiers(
        new InAadhaar(),
        new InPan(),
        new InGstin(),
        new BrCpf(),
        new BrCnpj(),
        new CaSin(),
        new AuTfn(),
        new AuAbn(),
        new AuAcn());
  }
}
