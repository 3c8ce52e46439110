package io.llmgw.core.redact;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.content.TextKind;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.detect.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Masks the texts of one request. Not thread-safe. */
final class RequestMasker {
  private final CompiledPolicy policy;
  private final Finder finder;
  private final TimeSource time;
  private final long budgetNanos;
  private final long startNanos;
  private final Vault vault = new Vault();
  private final Map<EntityType, Integer> counts = new TreeMap<>();

  /**
   * A masker for one request.
   *
   * @param budgetNanos how long it may take
   */
  RequestMasker(CompiledPolicy policy, TimeSource time, long budgetNanos) {
    this.policy = policy;
    this.finder = new Finder(policy);
    this.time = time;
    this.budgetNanos = budgetNanos;
    this.startNanos = time.nanos();
  }

  /**
   * The content with everything masked; the very same where there is nothing to mask.
   *
   * @throws LlmException if it must not be sent
   */
  RequestContent mask(RequestContent content) {
    if (content instanceof ChatContent chat
        && (!chat.tools().isEmpty() || chat.responseFormat() != null)) {
      // Tools and schemas stand before the conversation at the provider: what they hold is numbered
      // first, or their text would change while the conversation grows.
      chat.mapText(this::number);
    }
    return content.mapText(this::visit);
  }

  private String number(String path, TextKind kind, String text) {
    if (kind == TextKind.TOOL_DESCRIPTION || kind == TextKind.SCHEMA) {
      masked(path, kind, text, finder.find(text));
    }
    return text;
  }

  private String visit(String path, TextKind kind, String text) {
    List<Finding> found = finder.find(text);
    if (time.nanos() - startNanos > budgetNanos) {
      throw refusal("takes longer than its budget");
    }
    if (found.isEmpty()) {
      return text;
    }
    for (Finding each : Findings.best(concerns(found))) {
      counts.merge(each.type(), 1, Integer::sum);
    }
    return masked(path, kind, text, found);
  }

  private List<Finding> concerns(List<Finding> found) {
    return found.stream().filter(policy::concerns).toList();
  }

  private String masked(String path, TextKind kind, String text, List<Finding> found) {
    List<Finding> places = new ArrayList<>(found.size());
    for (Finding each : found) {
      if (!isLeft(each, kind, text)) {
        places.add(each);
      }
    }
    if (places.isEmpty()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    for (Finding each : Overlaps.joined(places, policy.policy())) {
      out.append(text, copied, each.start());
      out.append(substitute(each, path, kind, text.substring(each.start(), each.end())));
      copied = each.end();
    }
    return out.append(text, copied, text.length()).toString();
  }

  /** Whether a find stays as it is. */
  private boolean isLeft(Finding found, TextKind kind, String text) {
    if (found.type().equals(Vault.TEXT)) {
      return isOwn(kind) && isIssued(text.substring(found.start(), found.end()));
    }
    if (kind == TextKind.EXTRA_HEADER && EntitySets.SECRETS.contains(found.type())) {
      return true; // the host's own credentials for the provider
    }
    return !policy.concerns(found) || policy.policy().masking(found.type()) == Masking.report();
  }

  /** Whether it is what the model itself has written, where its placeholders were not restored. */
  private static boolean isOwn(TextKind kind) {
    return kind == TextKind.ASSISTANT
        || kind == TextKind.REASONING
        || kind == TextKind.TOOL_ARGUMENT;
  }

  private boolean isIssued(String lookAlike) {
    PlaceholderReader reader = new PlaceholderReader(vault::hasTypeThatBegins);
    return reader.read(lookAlike, 0) == lookAlike.length()
        && vault.value(reader.type(), reader.ordinal()) != null;
  }

  private String substitute(Finding found, String path, TextKind kind, String value) {
    EntityType type = found.type();
    Masking masking = Overlaps.masking(found, policy.policy());
    if (masking == Masking.block()) {
      throw refusal(type + " at " + place(path) + ", which must not be sent");
    }
    if (kind == TextKind.TOOL_NAME) {
      throw refusal(type + " in the name of a tool, at " + place(path));
    }
    if (masking instanceof Masking.Partial partial) {
      return Substitutes.partial(value, partial.last());
    }
    if (masking instanceof Masking.Keyed keyed) {
      return Substitutes.keyed(type, value, keyed);
    }
    if (masking == Masking.drop()) {
      return "";
    }
    return masking == Masking.token()
        ? Substitutes.token(type)
        : placeholder(type, path, kind, value);
  }

  private String placeholder(EntityType type, String path, TextKind kind, String value) {
    int ordinal = vault.ordinal(type, value);
    if (ordinal == 0) {
      throw refusal("more than " + Vault.MOST + " values of " + type + ", at " + place(path));
    }
    boolean isBare =
        kind == TextKind.URL || kind == TextKind.PARTICIPANT_NAME || kind == TextKind.USER_ID;
    return isBare ? Placeholder.bare(type, ordinal) : Placeholder.of(type, ordinal);
  }

  /** A path without its end within JSON, whose names of fields may be text of the caller. */
  private static String place(String path) {
    int pointer = path.indexOf('#');
    return pointer < 0 ? path : path.substring(0, pointer);
  }

  private static LlmException refusal(String problem) {
    return LlmException.of(ErrorKind.BLOCKED, "redaction: " + problem + "; nothing was sent")
        .build();
  }

  /** What was issued; changes while the request is masked. */
  Vault vault() {
    return vault;
  }

  /** How often each type was found and masked, or reported. */
  Map<EntityType, Integer> counts() {
    return counts;
  }
}
