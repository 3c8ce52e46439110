package io.llmgw.core.redact;

import io.llmgw.api.redact.Detector;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.redact.RedactionPolicy;
import io.llmgw.core.detect.HostRules;
import io.llmgw.core.detect.Scanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A policy with the rules that it needs. Immutable and thread-safe.
 *
 * @param policy what becomes of finds
 * @param scanner the built-in rules for its types, and what they read for those of the host
 * @param detectors those of the host that find one of its types
 * @param host regular expressions and words of the host
 * @param names those that placeholders may have
 * @param isGuarded whether placeholders end with what nobody can guess
 */
record CompiledPolicy(
    RedactionPolicy policy,
    Scanner scanner,
    List<Detector> detectors,
    HostRules host,
    List<String> names,
    boolean isGuarded) {
  /**
   * A policy of this feature.
   *
   * @throws IllegalArgumentException if a placeholder of it would be too long, or a type has the
   *     name of those for text that only looks like one
   */
  static CompiledPolicy of(RedactionPolicy policy, Redaction redaction, HostRules host) {
    boolean isGuarded = redaction.suffixKey() != null;
    Set<EntityType> wanted = new HashSet<>();
    redaction.detectors().forEach(detector -> detector.types().forEach(CompiledPolicy::checkName));
    for (EntityType type : policy.types()) {
      checkName(type);
      if (policy.masking(type) != Masking.allow()) {
        wanted.add(type);
      }
      if (isGuarded) {
        checkLength(type, policy.masking(type));
      }
    }
    List<Detector> asked =
        redaction.detectors().stream()
            .filter(detector -> detector.types().stream().anyMatch(wanted::contains))
            .toList();
    Scanner scanner = Scanner.of(BuiltInRules.all(), wanted, host);
    return new CompiledPolicy(policy, scanner, asked, host, names(policy), isGuarded);
  }

  private static List<String> names(RedactionPolicy policy) {
    List<String> names = new ArrayList<>(List.of(Vault.TEXT.name()));
    policy.types().forEach(type -> names.add(type.name()));
    return List.copyOf(names);
  }

  private static void checkName(EntityType type) {
    if (type.equals(Vault.TEXT)) {
      throw new IllegalArgumentException(
          "redaction: no type may be called "
              + type
              + ": that is what text is masked as that only looks like a placeholder");
    }
  }

  private static void checkLength(EntityType type, Masking masking) {
    if (masking == Masking.placeholder() && type.name().length() > Redaction.LONGEST_GUARDED) {
      throw new IllegalArgumentException(
          "redaction: placeholders of "
              + type
              + " that nobody can guess would be too long: its name may have "
              + Redaction.LONGEST_GUARDED
              + " chars");
    }
  }

  /** Whether a find is sure enough, and anything is to be done about it. */
  boolean concerns(Finding finding) {
    return policy.masking(finding.type()) != Masking.allow()
        && finding.confidence().isAtLeast(policy.least(finding.type()));
  }

  /** Whether the name of a type, followed by a number, may begin like this. */
  boolean hasTypeThatBegins(CharSequence chars) {
    for (int i = 0; i < names.size(); i++) {
      if (Placeholder.begins(names.get(i), chars)) {
        return true;
      }
    }
    return false;
  }

  /** Whether placeholders of this name may be issued. */
  boolean hasType(String name) {
    return names.contains(name);
  }
}
