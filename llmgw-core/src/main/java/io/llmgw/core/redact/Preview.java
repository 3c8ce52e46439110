package io.llmgw.core.redact;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.redact.RedactionPolicy;
import io.llmgw.api.redact.RedactionPreview;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.detect.Findings;
import java.util.List;

/** Shows what a policy makes of a text, as if a user had written it. */
final class Preview {
  private Preview() {}

  static RedactionPreview of(Redaction redaction, String text) {
    RedactionPolicy shown = redaction.policy();
    for (EntityType type : redaction.policy().types()) {
      if (shown.masking(type) == Masking.block()) {
        shown = shown.with(type, Masking.token()); // no call is to be ended here
      }
    }
    CompiledPolicy policy = CompiledPolicy.of(shown, redaction.detectors());
    List<Finding> found = Findings.best(new Finder(policy).find(text));
    RequestMasker masker = new RequestMasker(policy, TimeSource.system(), Long.MAX_VALUE);
    ChatContent masked = (ChatContent) masker.mask(ChatContent.of(List.of(Message.user(text))));
    Part.Text part = (Part.Text) masked.messages().get(0).parts().get(0);
    return new RedactionPreview(found, part.text());
  }
}
