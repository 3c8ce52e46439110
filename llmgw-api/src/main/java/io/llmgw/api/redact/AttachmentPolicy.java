package io.llmgw.api.redact;

/** What becomes of images, documents, sound and films, which no rule looks into. */
public enum AttachmentPolicy {
  /** They are sent as they are; their names and addresses are looked at. */
  ALLOW,
  /** A request that holds one fails before anything is sent. */
  BLOCK
}
