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
  private static final String ENABLE = "enable_thinking";
  private static final String BUDGET = "thinking_budget";

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
    ReasoningAsk ask = dialect.reasoningAsk(call.model());
    if (reasoning.effort() != null
        && reasoning.budgetTokens() != null
        && !reasoning.isOff()
        && ask.isPossible()
        && ask != ReasoningAsk.BUDGET) {
      call.note("a reasoning budget was left out beside effort " + reasoning.effort());
    }
    switch (ask) {
      case NONE -> call.dropOrRefuse("the parameter reasoning");
      case NEVER -> {
        if (!reasoning.isOff()) {
          call.dropOrRefuse("the parameter reasoning");
        }
      }
      case EFFORT -> writer.writeEffort(reasoning);
      case NESTED_EFFORT -> writer.writeNestedEffort(reasoning);
      case SWITCH -> writer.writeSwitch(reasoning);
      case THINKING -> writer.writeThinking(reasoning);
      case DEFAULT_OR_NONE -> writer.writeDefaultOrNone(reasoning);
      case BUDGET -> writer.writeBudget(reasoning);
      case ENABLED -> writer.writeEnabled(reasoning);
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
    writeToggle(reasoning);
    if (!reasoning.isOff()) {
      writeEffort(reasoning);
    }
  }

  private void writeToggle(ReasoningSettings reasoning) {
    if (parameters.open("thinking", "type")) {
      json.writeStringProperty("type", reasoning.isOff() ? "disabled" : "enabled");
      json.writeEndObject();
    }
  }

  private void writeThinking(ReasoningSettings reasoning) {
    writeToggle(reasoning);
    noteThatItWasSentAs("thinking enabled", reasoning);
  }

  private void writeDefaultOrNone(ReasoningSettings reasoning) {
    if (parameters.isOurs(EFFORT)) {
      json.writeStringProperty(EFFORT, reasoning.isOff() ? "none" : "default");
      noteThatItWasSentAs("effort default", reasoning);
    }
  }

  /** Where the host knows only whether to think, and not how much. */
  private void noteThatItWasSentAs(String sent, ReasoningSettings reasoning) {
    Integer budget = reasoning.budgetTokens();
    if (!reasoning.isOff() && reasoning.effort() != null) {
      call.note("reasoning effort " + word(reasoning.effort()) + " was sent as " + sent);
    } else if (!reasoning.isOff() && budget != null && budget > 0) {
      call.note("a reasoning budget of " + budget + " tokens was sent as " + sent);
    }
  }

  private void writeBudget(ReasoningSettings reasoning) {
    if (parameters.isOurs(ENABLE)) {
      json.writeBooleanProperty(ENABLE, !reasoning.isOff());
    }
    int budget = budget(reasoning);
    if (budget > 0 && parameters.isOurs(BUDGET)) {
      json.writeNumberProperty(BUDGET, budget);
    }
  }

  /** The budget, or what an effort may take, where the host knows no efforts. */
  private int budget(ReasoningSettings reasoning) {
    ReasoningEffort effort = reasoning.effort();
    Integer budget = reasoning.budgetTokens();
    if (effort == null || reasoning.isOff()) {
      return budget == null ? 0 : budget;
    }
    if (budget != null) {
      call.note("reasoning effort " + word(effort) + " was left out beside a budget");
      return budget;
    }
    int tokens =
        switch (effort) {
          case MINIMAL, LOW -> EffortBudget.LOW;
          case MEDIUM -> EffortBudget.MEDIUM;
          default -> 0; // as much as the model likes
        };
    if (tokens > 0) {
      call.note(
          "reasoning effort " + word(effort) + " was sent as a budget of " + tokens + " tokens");
    }
    return tokens;
  }

  private void writeEnabled(ReasoningSettings reasoning) {
    if (parameters.open("reasoning", "enabled")) {
      json.writeBooleanProperty("enabled", !reasoning.isOff());
      json.writeEndObject();
    }
    noteThatItWasSentAs("reasoning enabled", reasoning);
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
    ReasoningEffort effort = dialect.nearest(EffortBudget.effort(budget), call.model());
    call.note("a reasoning budget of " + budget + " tokens was sent as effort " + word(effort));
    return effort;
  }

  private ReasoningEffort nearest(ReasoningEffort asked) {
    ReasoningEffort known = dialect.nearest(asked, call.model());
    if (known != asked) {
      call.note("reasoning effort " + word(asked) + " was sent as " + word(known));
    }
    return known;
  }

  private static String word(ReasoningEffort effort) {
    return effort.name().toLowerCase(Locale.ROOT);
  }
}
