package io.llmgw.core.redact;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.observe.CallFact;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.RedactionPolicy;
import io.llmgw.api.redact.Redactions;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What redaction tells of a call: its figures, on the answer and to those who observe, and a line
 * in the trail. Immutable.
 *
 * @param refused of what is reported, what would have ended the call if it were not only looked at
 */
record Report(Redactions figures, Map<EntityType, Integer> refused) {
  /** The name under which the trail has it. */
  static final String LINK = "redaction";

  static Report of(Redactions figures) {
    return new Report(figures, Map.of());
  }

  /** The same, of a call that was only looked at. */
  Report asShadowOf(RedactionPolicy wanted) {
    Map<EntityType, Integer> refused = new TreeMap<>(figures.reported());
    refused.keySet().removeIf(type -> wanted.masking(type) != Masking.block());
    return new Report(new Redactions(Map.of(), figures.reported(), null), refused);
  }

  void to(CallContext context) {
    if (figures.isEmpty()) {
      return;
    }
    context.attribute(CallContext.REDACTIONS, figures);
    figures.masked().forEach((type, count) -> record(context, type, count));
    figures.reported().forEach((type, count) -> record(context, type, count));
    context.trail().note(LINK, note());
  }

  private static void record(CallContext context, EntityType type, int count) {
    context.recorder().record(CallFact.REDACTED_INPUT, type.name().toLowerCase(Locale.ROOT), count);
  }

  private String note() {
    StringJoiner note = new StringJoiner("; ");
    add(note, "masked ", figures.masked());
    add(note, "reported ", figures.reported());
    add(note, "would have refused it for ", refused);
    if (figures.blocked() != null) {
      note.add("refused it for " + figures.blocked());
    }
    return note.toString();
  }

  private static void add(StringJoiner note, String what, Map<EntityType, Integer> counts) {
    if (!counts.isEmpty()) {
      StringJoiner types = new StringJoiner(", ", what, "");
      counts.forEach((type, count) -> types.add(count + " " + type));
      note.add(types.toString());
    }
  }
}
