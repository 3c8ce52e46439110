package io.llmgw.api.catalog;

/** What goes into a model or comes out of it. */
public enum Modality {
  /** Text. */
  TEXT,
  /** Still images. */
  IMAGE,
  /** Sound. */
  AUDIO,
  /** Film. */
  VIDEO,
  /** Documents in PDF. */
  PDF
}
