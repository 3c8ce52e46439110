package io.llmgw.core.redact;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.redact.AttachmentPolicy;
import io.llmgw.api.redact.TextExtractor;
import io.llmgw.api.transcription.TranscriptionContent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Media of one request, which no rule looks into. Not thread-safe. */
final class Attachments {
  private final AttachmentPolicy policy;
  private final RequestMasker masker;

  /**
   * Those of a request.
   *
   * @param masker looks at their text, and minds the budget
   */
  Attachments(AttachmentPolicy policy, RequestMasker masker) {
    this.policy = policy;
    this.masker = masker;
  }

  /**
   * The content as the policy wants it; the very same where nothing is to be done.
   *
   * @throws io.llmgw.api.error.LlmException of kind {@code BLOCKED} if it must not be sent
   */
  RequestContent applied(RequestContent content) {
    if (policy == AttachmentPolicy.ALLOW) {
      return content;
    }
    if (content instanceof TranscriptionContent transcription) {
      recording(Part.audio(transcription.audio()));
    }
    if (!(content instanceof ChatContent chat)) {
      return content;
    }
    List<Message> messages = new ArrayList<>(chat.messages());
    boolean isChanged = false;
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      List<Part> parts = applied("messages[" + i + "].parts", message.parts());
      if (parts != message.parts()) {
        messages.set(i, message.withParts(parts));
        isChanged = true;
      }
    }
    return isChanged ? chat.withMessages(messages) : content;
  }

  /** A recording has to be sent as it is, or not at all: it is what shall be written down. */
  private void recording(Part audio) {
    if (policy instanceof AttachmentPolicy.Replaced) {
      throw masker.refusal(null, "text cannot stand for the recording of a transcript");
    }
    applied("audio", audio);
  }

  private List<Part> applied(String path, List<Part> parts) {
    List<Part> changed = null;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      Part applied = applied(path + "[" + i + "]", part);
      if (applied != part) {
        changed = changed == null ? new ArrayList<>(parts) : changed;
        changed.set(i, applied);
      }
    }
    return changed == null ? parts : changed;
  }

  private Part applied(String path, Part part) {
    if (part instanceof ToolResult result) {
      List<Part> content = applied(path + ".content", result.content());
      return content == result.content()
          ? result
          : new ToolResult(result.callId(), content, result.isError());
    }
    if (!isMedia(part)) {
      return part;
    }
    String what = part.getClass().getSimpleName() + " at " + path;
    if (policy instanceof AttachmentPolicy.Replaced replaced) {
      String text = text(replaced.extractor(), part, what);
      if (text.isEmpty()) {
        throw masker.refusal(null, "no text was found in the " + what);
      }
      return new Part.Text(text);
    }
    if (policy instanceof AttachmentPolicy.Checked checked) {
      masker.check(path, text(checked.extractor(), part, what));
      return part;
    }
    throw masker.refusal(null, "media must not be sent, but the request holds " + what);
  }

  private String text(TextExtractor extractor, Part part, String what) {
    String text;
    masker.checkBudget("the extractor of media");
    try {
      text = read(extractor, part);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw masker.refusal(null, "the thread was interrupted while it read the " + what);
    } catch (Throwable e) { // without it as cause: its message may quote the text
      throw masker.refusal(null, e.getClass().getName() + " from the extractor of the " + what);
    }
    if (text == null) {
      throw masker.refusal(null, "nothing from the extractor of the " + what);
    }
    masker.checkBudget();
    return text;
  }

  /** What a stranger's code says, which may be null whatever it promises. */
  private static @Nullable String read(TextExtractor extractor, Part part) throws Exception {
    return extractor.textOf(part);
  }

  private static boolean isMedia(Part part) {
    return part instanceof Part.Image
        || part instanceof Part.Audio
        || part instanceof Part.Video
        || part instanceof Part.Document;
  }
}
