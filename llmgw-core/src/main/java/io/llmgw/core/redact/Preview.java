package io.llmgw.core.redact;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.redact.RedactionPolicy;
import io.llmgw.api.redact.RedactionPreview;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.HostRules;
import io.llmgw.core.detect.NearCue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Shows what a policy makes of a text, as if a user had written it. */
final class Preview {
  private final Redaction redaction;
  private final String text;

  private Preview(Redaction redaction, String text) {
    this.redaction = redaction;
    this.text = text;
  }

  static RedactionPreview of(Redaction redaction, String text) {
    return new Preview(redaction, text).shown();
  }

  private RedactionPreview shown() {
    RedactionPolicy shown = redaction.isShadow() ? wanted().reporting() : wanted();
    Set<EntityType> types = new TreeSet<>(shown.types());
    types.addAll(EntitySets.HIDDEN.types());
    for (EntityType type : types) {
      if (shown.masking(type) == Masking.block()) {
        shown = shown.with(type, Masking.token()); // no call is to be ended here
      }
    }
    HostRules host = new HostRules(redaction.patterns(), redaction.words());
    CompiledPolicy policy = CompiledPolicy.of(shown, redaction, host);
    RequestMasker masker = masker(policy);
    List<Finding> found = Findings.best(new Finder(policy, masker::checkBudget).find(text));
    NearCue cues = new NearCue(BuiltInRules.all(), text);
    List<String> reasons = new ArrayList<>(found.size());
    for (Finding each : found) {
      masker.checkBudget();
      reasons.add(reason(each, cues.of(each)));
    }
    return new RedactionPreview(found, reasons, redaction.isShadow() ? text : masked(masker));
  }

  private RedactionPolicy wanted() {
    return redaction.policy();
  }

  private RequestMasker masker(CompiledPolicy policy) {
    byte[] key = redaction.suffixKey();
    Vault vault = new Vault(key == null ? null : new Suffixes(key, ""));
    long budgetNanos = redaction.budget().toNanos();
    return new RequestMasker(policy, vault, TimeSource.system(), budgetNanos);
  }

  private String masked(RequestMasker masker) {
    ChatContent masked = (ChatContent) masker.mask(ChatContent.of(List.of(Message.user(text))));
    Part.Text part = (Part.Text) masked.messages().get(0).parts().get(0);
    return part.text();
  }

  /** Why it is one, and what becomes of it. */
  private String reason(Finding found, @Nullable String cue) {
    return found.type()
        + " by rule "
        + found.rule()
        + ", "
        + found.confidence()
        + (cue == null ? "" : ", near '" + cue + "'")
        + ": "
        + outcome(found);
  }

  private String outcome(Finding found) {
    if (found.type().equals(Vault.TEXT)) {
      return "looks like a placeholder, and gets one";
    }
    Masking masking = wanted().masking(found.type());
    if (masking == Masking.allow()) {
      return "is let pass";
    }
    if (!found.confidence().isAtLeast(wanted().least(found.type()))) {
      return "is left, as " + wanted().least(found.type()) + " is asked for";
    }
    String what = masking.toString().toLowerCase(Locale.ROOT);
    return redaction.isShadow() ? what + ", if it were not only reported" : what;
  }
}
