package io.llmgw.core.redact;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.RedactionPreview;
import io.llmgw.api.time.TimeSource;
import java.util.List;

/** Shows what a policy makes of a text, as if a user had written it. */
final class Preview {
  private Preview() {}

  static RedactionPreview of(CompiledPolicy policy, String text) {
    List<Finding> found = new Finder(policy).find(text);
    RequestMasker masker = new RequestMasker(policy, TimeSource.system(), Long.MAX_VALUE);
    ChatContent masked = (ChatContent) masker.mask(ChatContent.of(List.of(Message.user(text))));
    Part.Text part = (Part.Text) masked.messages().get(0).parts().get(0);
    return new RedactionPreview(found, part.text());
  }
}
