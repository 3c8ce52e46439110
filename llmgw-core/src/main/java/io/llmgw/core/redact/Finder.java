package io.llmgw.core.redact;

import io.llmgw.api.error.LlmException;
import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Detector;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.Redaction;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.HostRules;
import io.llmgw.core.detect.Pause;
import io.llmgw.core.detect.RuleFailure;
import io.llmgw.core.detect.Scan;
import io.llmgw.core.detect.secret.SecretField;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds in texts of one request: what the built-in rules and the host's detectors recognise, and
 * what looks like a placeholder. Not thread-safe.
 */
public final class Finder {
  private static final String LOOK_ALIKE = "look-alike";

  private final CompiledPolicy policy;
  private final Scan scan;
  private final PlaceholderReader placeholders;
  private final FoldedText folded = new FoldedText();
  private final SecretField secrets = new SecretField();
  private final Pause pause;

  /** One that may take its time. */
  Finder(CompiledPolicy policy) {
    this(policy, Pause.NONE);
  }

  /**
   * One that can be stopped.
   *
   * @param pause is run between rules of the host, and may end a look by what it throws
   */
  Finder(CompiledPolicy policy, Pause pause) {
    this.pause = pause;
    this.policy = policy;
    this.scan = policy.scanner().scan(pause);
    this.placeholders = new PlaceholderReader(policy::hasTypeThatBegins, policy.isGuarded());
  }

  /** What finds by the policy that holds for every call. */
  public static Finder of(Redaction redaction) {
    HostRules host = new HostRules(redaction.patterns(), redaction.words());
    return new Finder(CompiledPolicy.of(redaction.policy(), redaction, host));
  }

  /**
   * All finds, sure or not, those that overlap among them, in no order.
   *
   * @throws LlmException if a rule or a detector does not do its work; names it
   */
  public List<Finding> find(String text) {
    return find(text, "");
  }

  /**
   * As {@link #find(String)}, where the built-in rules look for cues in a name as well.
   *
   * @param name of the field whose text it is; empty for none
   */
  List<Finding> find(String text, String name) {
    List<Finding> found = name.isEmpty() ? byRules(text) : named(text, name);
    List<Finding> others = others(text);
    if (others.isEmpty()) {
      return found;
    }
    others.addAll(found);
    return others;
  }

  private List<Finding> byRules(String text) {
    try {
      return scan.findAll(text);
    } catch (RuleFailure e) {
      throw Refusal.broken(String.valueOf(e.getMessage()));
    }
  }

  /** What the built-in rules find in the text of a field of this name. */
  private List<Finding> named(String text, String name) {
    String label = name + ": ";
    int start = label.length();
    List<Finding> found = new ArrayList<>(0);
    EntityType whole = secrets.type(name, text);
    if (whole != null) {
      found.add(new Finding(whole, 0, text.length(), Confidence.MEDIUM, whole + ":field"));
    }
    for (Finding each : byRules(label + text)) {
      // The name says what the text is as a whole, and nothing of a part of it.
      boolean isPart = each.start() <= start && SecretField.isByName(each.rule());
      if (each.end() > start && !isPart) {
        int from = Math.max(0, each.start() - start);
        int end = isAll(each, from, text) ? text.length() : each.end() - start;
        found.add(new Finding(each.type(), from, end, each.confidence(), each.rule()));
      }
    }
    return found;
  }

  /**
   * Whether the whole text of a field is the secret that begins it: marks that end one in prose end
   * none here.
   */
  private static boolean isAll(Finding found, int from, String text) {
    return from == 0
        && EntitySets.SECRETS.contains(found.type())
        && text.chars().noneMatch(Character::isWhitespace);
  }

  /** Finds of the host, look-alikes, and what is hidden; a list to add to, unless it is empty. */
  private List<Finding> others(String text) {
    List<Finding> others = ofHost(text);
    for (int i = 0; i < PlaceholderReader.FIRST.length(); i++) {
      char first = PlaceholderReader.FIRST.charAt(i);
      for (int at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
        int end = placeholders.read(text, at);
        if (end > 0 && policy.hasType(placeholders.type())) {
          others = others.isEmpty() ? new ArrayList<>() : others;
          others.add(new Finding(Vault.TEXT, at, end, Confidence.HIGH, LOOK_ALIKE));
        }
      }
    }
    List<Finding> hidden = HiddenChars.in(text);
    if (hidden.isEmpty()) {
      return others;
    }
    hidden.addAll(others);
    return hidden;
  }

  private List<Finding> ofHost(String text) {
    HostRules host = policy.host();
    if (host.isEmpty() && policy.detectors().isEmpty()) {
      return List.of();
    }
    List<Finding> found = host.isEmpty() ? new ArrayList<>() : host.find(text, folded, pause);
    for (Detector detector : policy.detectors()) {
      pause.before("detector '" + detector.name() + "'");
      found.addAll(checked(detector, text));
    }
    pause.before(Pause.BUILT_IN);
    return found;
  }

  private static List<Finding> checked(Detector detector, String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<Finding> found;
    try {
      found = List.copyOf(detector.find(text));
    } catch (Throwable e) { // without it as cause: its message may quote the text
      throw Refusal.broken(of(detector) + "throws " + e.getClass().getName());
    }
    for (Finding each : found) {
      if (each.end() > text.length()) {
        throw Refusal.broken(
            of(detector) + "ends at " + each.end() + " of " + text.length() + " chars");
      }
      if (!detector.types().contains(each.type())) {
        throw Refusal.broken(of(detector) + "finds " + each.type() + ", which it does not name");
      }
    }
    return found;
  }

  private static String of(Detector detector) {
    return "detector '" + detector.name() + "' ";
  }
}
