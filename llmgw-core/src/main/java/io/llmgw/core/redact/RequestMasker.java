package io.llmgw.core.redact;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.EmbeddingContent;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.content.TextKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redactions;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.Pause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Masks the texts of one request. Not thread-safe. */
final class RequestMasker {
  private final CompiledPolicy policy;
  private final Finder finder;
  private final Stopwatch watch;
  private final long budgetNanos;
  private final Vault vault;
  private final OwnSubstitutes own;
  private final Map<EntityType, Integer> maskedCounts = new TreeMap<>();
  private final Map<EntityType, Integer> reportedCounts = new TreeMap<>();
  private @Nullable EntityType blocked;

  /** Where the text stands that was looked at last, and what was masked there. */
  private String place = "";

  private @Nullable EntityType last;

  /**
   * A masker for one request.
   *
   * @param vault an empty one
   * @param budgetNanos how long it may take
   */
  RequestMasker(CompiledPolicy policy, Vault vault, TimeSource time, long budgetNanos) {
    this.vault = vault;
    this.policy = policy;
    this.own = new OwnSubstitutes(policy.policy());
    this.watch = new Stopwatch(time);
    this.budgetNanos = budgetNanos;
    this.finder = new Finder(policy, this::checkBudget);
  }

  /**
   * The content with everything masked; the very same where there is nothing to mask.
   *
   * @throws LlmException if it must not be sent
   */
  RequestContent mask(RequestContent content) {
    if (content instanceof ChatContent chat && hasMoreThanMessages(chat)) {
      // What goes along with every turn is numbered first, or it would be sent otherwise with each
      // while the conversation grows: tools and schemas stand before it at the provider.
      chat.mapText(this::number);
    }
    checkNames(content);
    boolean eachAlone = content instanceof EmbeddingContent;
    try {
      return content.mapText(
          (path, kind, text) -> {
            if (eachAlone) {
              vault.numberAnew(); // what a text is embedded as must not depend on its neighbours
            }
            return visit(path, kind, text);
          });
    } catch (IllegalArgumentException e) {
      // A placeholder cannot stand there, as in an address, or two fields would have one name: what
      // comes from looking at the text is none of these. Without the cause, which may quote it.
      throw refusal(last, what(last) + " cannot be masked where it stands, at " + place);
    }
  }

  /** Names of fields cannot be masked, as the provider knows them: the call fails instead. */
  private void checkNames(RequestContent content) {
    if (content instanceof ChatContent chat) {
      chat.metadata().keySet().forEach(name -> checkName("metadata", name));
    }
    content.extraBody().keySet().forEach(name -> checkName("extraBody", name));
    content.extraHeaders().keySet().forEach(name -> checkName("extraHeaders", name));
  }

  private void checkName(String path, String name) {
    guarded(path, () -> checkedName(path, name));
  }

  private String checkedName(String path, String name) {
    for (Finding each : finder.find(name)) {
      if (!isLeft(each, path, TextKind.EXTRA_BODY_NAME, name) && !each.type().equals(Vault.TEXT)) {
        throw refusal(each.type(), each.type() + " in the name of a field, at " + path);
      }
    }
    return name;
  }

  private static boolean hasMoreThanMessages(ChatContent chat) {
    return !chat.tools().isEmpty()
        || chat.responseFormat() != null
        || !chat.metadata().isEmpty()
        || chat.extras().userId() != null;
  }

  private String number(String path, TextKind kind, String text) {
    if (kind == TextKind.TOOL_DESCRIPTION
        || kind == TextKind.SCHEMA
        || kind == TextKind.METADATA
        || kind == TextKind.USER_ID) {
      guarded(path, () -> numbered(path, kind, text));
    }
    return text;
  }

  private String numbered(String path, TextKind kind, String text) {
    return masked(path, kind, text, everywhere(path, kind, text, found(path, kind, text)));
  }

  /** What goes wrong with a text is neither the text's fault nor told with it. */
  private static String guarded(String path, Supplier<String> work) {
    try {
      return work.get();
    } catch (LlmException e) {
      throw e;
    } catch (Throwable e) {
      throw Refusal.broken("failed with " + e.getClass().getName() + " at " + place(path));
    }
  }

  private String visit(String path, TextKind kind, String text) {
    place = place(path);
    return guarded(path, () -> visited(path, kind, text));
  }

  private String visited(String path, TextKind kind, String text) {
    List<Finding> found = everywhere(path, kind, text, found(path, kind, text));
    checkBudget();
    if (found.isEmpty()) {
      return text;
    }
    count(found, path, kind);
    String masked = masked(path, kind, text, found);
    if (masked.isEmpty() && !mayBeEmpty(kind)) {
      throw refusal(last, what(last) + " cannot be left out where it stands, at " + place);
    }
    return masked;
  }

  /** What rules find, but for what took the place of a value before. */
  private List<Finding> found(String path, TextKind kind, String text) {
    List<Finding> found = finder.find(text, FieldNames.of(path, kind));
    return own.without(kind, isOwn(kind), text, found);
  }

  /**
   * The finds with all places of the same values. What its words give away in one place stands in
   * others too, before it and behind it, whatever is put in its place.
   */
  private List<Finding> everywhere(String path, TextKind kind, String text, List<Finding> found) {
    List<Finding> known = vault.withKnown(text, found);
    boolean isNew = false;
    for (Finding each : places(path, kind, text, known)) {
      isNew |= vault.know(each.type(), text.substring(each.start(), each.end()));
    }
    return isNew ? vault.withKnown(text, found) : known;
  }

  /** Refuses a request that takes too long. */
  void checkBudget() {
    checkBudget(Pause.BUILT_IN);
  }

  /** As {@link #checkBudget()}, before something that is called so. */
  void checkBudget(String next) {
    if (watch.next(next) > budgetNanos) {
      throw refusal(null, "takes longer than its budget, most of it in " + watch.slowest());
    }
  }

  private void count(List<Finding> found, String path, TextKind kind) {
    List<Finding> concerns =
        found.stream().filter(each -> policy.concerns(each) && !isHosts(each, path, kind)).toList();
    for (Finding each : Findings.best(concerns)) {
      boolean isReported = policy.policy().masking(each.type()) == Masking.report();
      (isReported ? reportedCounts : maskedCounts).merge(each.type(), 1, Integer::sum);
    }
  }

  /**
   * Looks at the text of media that are sent as they are.
   *
   * @throws LlmException if anything in it would be masked
   */
  void check(String path, String text) {
    place = path;
    guarded(path, () -> checked(path, text));
  }

  private String checked(String path, String text) {
    List<Finding> found = vault.withKnown(text, finder.find(text));
    checkBudget();
    for (Finding each : found) {
      if (!isLeft(each, path, TextKind.USER, text)) {
        throw refusal(each.type(), each.type() + " in the text of media, at " + place);
      }
    }
    count(found, path, TextKind.USER);
    return text;
  }

  private static boolean mayBeEmpty(TextKind kind) {
    return kind != TextKind.STOP
        && kind != TextKind.USER_ID
        && kind != TextKind.PARTICIPANT_NAME
        && kind != TextKind.INPUT;
  }

  private String masked(String path, TextKind kind, String text, List<Finding> found) {
    List<Finding> places = places(path, kind, text, found);
    if (places.isEmpty()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    for (Finding each : places) {
      out.append(text, copied, each.start());
      out.append(substitute(each, path, kind, text.substring(each.start(), each.end())));
      copied = each.end();
    }
    return out.append(text, copied, text.length()).toString();
  }

  /** What is to be replaced, in order. */
  private List<Finding> places(String path, TextKind kind, String text, List<Finding> found) {
    List<Finding> places = new ArrayList<>(found.size());
    for (Finding each : found) {
      if (!isLeft(each, path, kind, text)) {
        places.add(each);
      }
    }
    return places.isEmpty() ? places : Overlaps.joined(places, policy.policy());
  }

  /** Whether a find stays as it is. */
  private boolean isLeft(Finding found, String path, TextKind kind, String text) {
    if (found.type().equals(Vault.TEXT)) {
      String lookAlike = text.substring(found.start(), found.end());
      return isOwn(kind) && isIssued(lookAlike) && !vault.isEscaped(lookAlike);
    }
    return !policy.concerns(found)
        || isHosts(found, path, kind)
        || policy.policy().masking(found.type()) == Masking.report();
  }

  /** Whether it is among the host's own credentials for the provider. */
  private static boolean isHosts(Finding found, String path, TextKind kind) {
    return kind == TextKind.EXTRA_HEADER
        && EntitySets.SECRETS.contains(found.type())
        && CredentialHeaders.isOne(path);
  }

  /** Whether it is what the model itself has written, where its placeholders were not restored. */
  private static boolean isOwn(TextKind kind) {
    return kind == TextKind.ASSISTANT
        || kind == TextKind.REASONING
        || kind == TextKind.TOOL_ARGUMENT
        || kind == TextKind.TOOL_ARGUMENT_NAME;
  }

  private boolean isIssued(String lookAlike) {
    PlaceholderReader reader = vault.reader();
    return reader.read(lookAlike, 0) == lookAlike.length() && vault.value(reader) != null;
  }

  private String substitute(Finding found, String path, TextKind kind, String value) {
    EntityType type = found.type();
    last = type;
    Masking masking = Overlaps.masking(found, policy.policy());
    if (masking == Masking.block()) {
      throw refusal(type, type + " at " + place(path) + ", which must not be sent");
    }
    if (kind == TextKind.TOOL_NAME) {
      throw refusal(type, type + " in the name of a tool, at " + place(path));
    }
    if (masking instanceof Masking.Partial partial) {
      return kept(type, Substitutes.partial(value, partial.last()));
    }
    if (masking instanceof Masking.Keyed keyed) {
      return kept(type, Substitutes.keyed(type, value, keyed));
    }
    if (masking == Masking.drop()) {
      return "";
    }
    return masking == Masking.token()
        ? Substitutes.token(type)
        : placeholder(type, path, kind, value);
  }

  private String kept(EntityType type, String substitute) {
    own.add(type, substitute);
    return substitute;
  }

  private String placeholder(EntityType type, String path, TextKind kind, String value) {
    String bare = vault.placeholder(type, value);
    if (bare == null) {
      throw refusal(type, "more than " + Vault.MOST + " values of " + type + ", at " + place(path));
    }
    boolean isBare =
        kind == TextKind.URL || kind == TextKind.PARTICIPANT_NAME || kind == TextKind.USER_ID;
    return isBare ? bare : "<" + bare + ">";
  }

  /** A path without its end within JSON, whose names of fields may be text of the caller. */
  private static String place(String path) {
    int pointer = path.indexOf('#');
    return pointer < 0 ? path : path.substring(0, pointer);
  }

  private static String what(@Nullable EntityType type) {
    return type == null ? "a text" : type.name();
  }

  /**
   * The failure of a request that must not be sent.
   *
   * @param type for which; null if it is for none
   * @param problem in words, without text of the request
   */
  LlmException refusal(@Nullable EntityType type, String problem) {
    blocked = type;
    return Refusal.blocked(problem);
  }

  /** What was issued; changes while the request is masked. */
  Vault vault() {
    return vault;
  }

  /** How often each type was masked or reported so far, and for which the request was refused. */
  Redactions redactions() {
    return maskedCounts.isEmpty() && reportedCounts.isEmpty() && blocked == null
        ? Redactions.NONE
        : new Redactions(maskedCounts, reportedCounts, blocked);
  }
}
