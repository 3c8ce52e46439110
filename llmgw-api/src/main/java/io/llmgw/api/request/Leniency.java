package io.llmgw.api.request;

/** What happens to a parameter that the chosen target does not support. */
public enum Leniency implements RequestOption {
  /** The call fails with an error that names it; the default. */
  STRICT,
  /** It is left out, and the trail of the call says so. */
  DROP;

  @Override
  public Class<Leniency> key() {
    return Leniency.class;
  }
}
