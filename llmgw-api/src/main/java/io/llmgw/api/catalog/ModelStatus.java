package io.llmgw.api.catalog;

/** What a provider says about the age of a model. */
public enum ModelStatus {
  /** Early, and may change or vanish. */
  ALPHA,
  /** Nearly done, and may change. */
  BETA,
  /** To be switched off. */
  DEPRECATED
}
