package io.llmgw.providers.openai.request;

import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.ReasoningAsk;
import io.llmgw.providers.wire.EffortBudget;
import io.llmgw.providers.wire.WireCall;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes how much the model shall think, in the words of the host. */
final class ReasoningWriter {
  private static final String EFFORT = "reasoning_effort";

  private final JsonGenerator json;
  private final WireCall call;
  private final Dialect dialect;
  private final ParameterWriter parameters;

  private ReasoningWriter(
      JsonGenerator json, WireCall call, Dialect dialect, ParameterWriter parameters) {
    this.json = json;
    this.call = call;
    this.dialect = dialect;
    this.parameters = parameters;
  }

  static void write(
      JsonGenerator json,
      WireCall call,
      Dialect dialect,
      ParameterWriter parameters,
      ReasoningSettings reasoning) {
    ReasoningWriter writer = new ReasoningWriter(json, call, dialect, parameters);
    if (reasoning.effort() != null
        && reasoning.budgetTokens() != null
        && !reasoning.isOff()
        && dialect.reasoningAsk() != ReasoningAsk.NONE) {
      call.note("a reasoning budget was left out beside effort " + reasoning.effort());
    }
    switch (dialect.reasoningAsk()) {
      case NONE -> call.dropOrRefuse("the parameter reasoning");
      case EFFORT -> writer.writeEffort(reasoning);
      case NESTED_EFFORT -> writer.writeNestedEffort(reasoning);
      case SWITCH -> writer.writeSwitch(reasoning);
      case OBJECT -> writer.writeObject(reasoning);
    }
  }

  private void writeEffort(ReasoningSettings reasoning) {
    ReasoningEffort effort = effort(reasoning);
    if (effort != null && parameters.isOurs(EFFORT)) {
      json.writeStringProperty(EFFORT, word(effort));
    }
  }

  private void writeNestedEffort(ReasoningSettings reasoning) {
    ReasoningEffort effort = effort(reasoning);
    if (effort != null && parameters.open("reasoning", "effort")) {
      json.writeStringProperty("effort", word(effort));
      json.writeEndObject();
    }
  }

  private void writeSwitch(ReasoningSettings reasoning) {
    boolean off = reasoning.isOff();
    if (parameters.isOurs("thinking")) {
      json.writeObjectPropertyStart("thinking");
      json.writeStringProperty("type", off ? "disabled" : "enabled");
      json.writeEndObject();
    }
    if (!off) {
      writeEffort(reasoning);
    }
  }

  private void writeObject(ReasoningSettings reasoning) {
    if (!parameters.isOurs("reasoning")) {
      return;
    }
    json.writeObjectPropertyStart("reasoning");
    Integer budget = reasoning.budgetTokens();
    if (reasoning.isOff()) {
      json.writeBooleanProperty("enabled", false);
    } else if (reasoning.effort() != null) {
      json.writeStringProperty("effort", word(nearest(reasoning.effort())));
    } else if (Objects.requireNonNull(budget, "budget") > 0) {
      json.writeNumberProperty("max_tokens", budget);
    } else {
      json.writeBooleanProperty("enabled", true);
    }
    json.writeEndObject();
  }

  /** The effort, or the one nearest to a budget, where the host knows no budgets. */
  private @Nullable ReasoningEffort effort(ReasoningSettings reasoning) {
    if (reasoning.effort() != null) {
      return nearest(reasoning.effort());
    }
    int budget = reasoning.budgetTokens() == null ? -1 : reasoning.budgetTokens();
    if (budget < 0) {
      return null; // as much as the model likes, which is what it does when nobody says anything
    }
    ReasoningEffort effort = dialect.nearest(EffortBudget.effort(budget));
    call.note("a reasoning budget of " + budget + " tokens was sent as effort " + word(effort));
    return effort;
  }

  private ReasoningEffort nearest(ReasoningEffort asked) {
    ReasoningEffort known = dialect.nearest(asked);
    if (known != asked) {
      call.note("reasoning effort " + word(asked) + " was sent as " + word(known));
    }
    return known;
  }

  private static String word(ReasoningEffort effort) {
    return effort.name().toLowerCase(Locale.ROOT);
  }
}
