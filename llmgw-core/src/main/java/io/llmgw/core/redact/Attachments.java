package io.llmgw.core.redact;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import java.util.List;

/** Media of a request, which no rule looks into. */
final class Attachments {
  private Attachments() {}

  /**
   * Refuses a request that holds any.
   *
   * @throws LlmException of kind {@code BLOCKED}
   */
  static void refuseAny(RequestContent content) {
    if (content instanceof ChatContent chat) {
      for (Message message : chat.messages()) {
        refuseAny(message.parts());
      }
    }
  }

  private static void refuseAny(List<Part> parts) {
    for (Part part : parts) {
      if (part instanceof ToolResult result) {
        refuseAny(result.content());
      } else if (isMedia(part)) {
        throw LlmException.of(
                ErrorKind.BLOCKED,
                "redaction: media must not be sent, but the request holds "
                    + part.getClass().getSimpleName()
                    + "; nothing was sent")
            .build();
      }
    }
  }

  private static boolean isMedia(Part part) {
    return part instanceof Part.Image
        || part instanceof Part.Audio
        || part instanceof Part.Video
        || part instanceof Part.Document;
  }
}
