package io.llmgw.api.redact;

import io.llmgw.api.content.Part;

/**
 * Reads the text of media, for {@link AttachmentPolicy#textOf} and {@link
 * AttachmentPolicy#checkedBy}: what a library for documents or for the recognition of letters does.
 *
 * <p>One instance serves all calls at the same time, so it must be thread-safe. It runs on the
 * caller's thread, within {@link Redaction#budget}, once for each of the media of each request:
 * also for those that stand in a conversation since earlier calls.
 */
@FunctionalInterface
public interface TextExtractor {
  /**
   * All text that somebody may read in it, what is written beside it and within it included; empty
   * if there is none.
   *
   * @param attachment an image, document, sound or film
   * @throws Exception if it cannot be read: the call is refused then, as where it returns null.
   *     What the exception says is told to nobody, as it may quote the text
   */
  String textOf(Part attachment) throws Exception;
}
