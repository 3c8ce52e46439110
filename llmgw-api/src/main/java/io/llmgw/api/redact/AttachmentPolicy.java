package io.llmgw.api.redact;

import java.util.Objects;

/** What becomes of images, documents, sound and films, which no rule looks into. Immutable. */
public sealed interface AttachmentPolicy {
  /**
   * They are sent as they are, documents of plain text, CSV, JSON or XML as well; their names and
   * addresses are looked at.
   */
  AttachmentPolicy ALLOW = Kept.ALLOW;

  /** A request that holds one fails before anything is sent. */
  AttachmentPolicy BLOCK = Kept.BLOCK;

  /**
   * Their text is sent in their place, masked as any other. A request fails before anything is sent
   * if one of them cannot be read or has no text.
   */
  static AttachmentPolicy textOf(TextExtractor extractor) {
    return new Replaced(extractor);
  }

  /**
   * They are sent as they are if their text holds nothing that would be masked; else the request
   * fails before anything is sent, as where one of them cannot be read.
   */
  static AttachmentPolicy checkedBy(TextExtractor extractor) {
    return new Checked(extractor);
  }

  /** Policies that look into nothing. */
  enum Kept implements AttachmentPolicy {
    /** They are sent. */
    ALLOW,
    /** They are not. */
    BLOCK
  }

  /**
   * Their text takes their place.
   *
   * @param extractor reads it
   */
  record Replaced(TextExtractor extractor) implements AttachmentPolicy {
    /** Checks for null. */
    public Replaced {
      Objects.requireNonNull(extractor, "extractor");
    }
  }

  /**
   * They are sent if their text may be.
   *
   * @param extractor reads it
   */
  record Checked(TextExtractor extractor) implements AttachmentPolicy {
    /** Checks for null. */
    public Checked {
      Objects.requireNonNull(extractor, "extractor");
    }
  }
}
