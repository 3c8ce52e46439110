package io.llmgw.providers.claude;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.providers.wire.EffortBudget;
import io.llmgw.providers.wire.WireCall;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * How much a model is told to think, in the form that its generation takes.
 *
 * @param form what is said
 * @param budgetTokens the most tokens it may think; 0 unless the form is a budget
 * @param effort the provider's word for an effort, null for none
 */
public record Thinking(Form form, int budgetTokens, @Nullable String effort) {
  /** What is said. */
  public enum Form {
    /** Nothing: the model does what it does by itself. */
    UNSAID,
    /** That it must not think. */
    DISABLED,
    /** That it must not think before its answer, but may between calls of tools. */
    BETWEEN_TOOLS,
    /** How many tokens it may think. */
    BUDGET,
    /** That it may think as much as it likes. */
    ADAPTIVE
  }

  /** The least budget that the protocol takes. */
  static final int LEAST_BUDGET = 1024;

  // What thinking without a budget gets beside the answer, where nobody limits the output.
  private static final int ADAPTIVE_ROOM = 24_576;
  private static final int UNLIMITED = -1;
  private static final int HIGH_BUDGET = 16_384;
  private static final int BUDGET_FOR_UNLIMITED = HIGH_BUDGET;

  private static final Thinking UNSAID = new Thinking(Form.UNSAID, 0, null);

  /** Whether the model thinks at all, as far as its id says. */
  public static boolean isOf(String model) {
    return ClaudeGeneration.of(model) != ClaudeGeneration.NONE;
  }

  /** What the settings mean for the model of the call; says in the trail what they became. */
  public static Thinking of(WireCall call, GenerationSettings settings) {
    ReasoningSettings reasoning = settings.reasoning();
    if (reasoning == null) {
      return UNSAID;
    }
    ClaudeGeneration generation = ClaudeGeneration.of(call.model());
    if (generation == ClaudeGeneration.NONE) {
      if (!reasoning.isOff()) {
        call.dropOrRefuse("the parameter reasoning");
      }
      return UNSAID;
    }
    int budget = reasoning.budgetTokens() == null ? UNLIMITED : reasoning.budgetTokens();
    ReasoningEffort effort = reasoning.effort();
    noteWhatGivesWay(call, reasoning, generation);
    if (reasoning.isOff()) {
      return off(call);
    }
    Integer limit = settings.maxOutputTokens();
    int most = limit == null ? OutputLimit.of(call.model()) : limit;
    Thinking wanted =
        generation == ClaudeGeneration.BUDGET
            ? budgeted(call, budget, effort, most)
            : adaptive(call, generation, budget, effort);
    return wanted.fitted(call, most);
  }

  /** Only the models of one generation take an effort and a budget together. */
  private static void noteWhatGivesWay(
      WireCall call, ReasoningSettings reasoning, ClaudeGeneration generation) {
    ReasoningEffort effort = reasoning.effort();
    Integer budget = reasoning.budgetTokens();
    if (effort == null || budget == null || reasoning.isOff()) {
      return;
    }
    if (budget > 0 && generation == ClaudeGeneration.BUDGET) {
      call.note("reasoning effort " + effort + " was left out beside a budget");
    } else if (budget < 0 || generation == ClaudeGeneration.ADAPTIVE) {
      call.note("a reasoning budget was left out beside effort " + effort);
    }
  }

  private static Thinking off(WireCall call) {
    ForbiddenThought forbidden = ForbiddenThought.of(call.model());
    String note = forbidden.note();
    if (note != null) {
      call.note(note);
    }
    return new Thinking(forbidden.form(), 0, null);
  }

  private static Thinking budgeted(
      WireCall call, int budget, @Nullable ReasoningEffort effort, int maxOutputTokens) {
    if (budget > 0) {
      return new Thinking(Form.BUDGET, atLeast(call, budget), null);
    }
    int derived =
        derived(effort == null ? BUDGET_FOR_UNLIMITED : budgetFor(effort), maxOutputTokens);
    String asked = effort == null ? "without a limit" : "of effort " + effort;
    call.note("reasoning " + asked + " was sent as a budget of " + derived + " tokens");
    return new Thinking(Form.BUDGET, derived, null);
  }

  private static int atLeast(WireCall call, int budget) {
    if (budget < LEAST_BUDGET) {
      call.note("a reasoning budget of " + budget + " tokens was raised to " + LEAST_BUDGET);
    }
    return Math.max(budget, LEAST_BUDGET);
  }

  private static int budgetFor(ReasoningEffort effort) {
    return switch (effort) {
      case NONE, MINIMAL -> LEAST_BUDGET;
      case LOW -> EffortBudget.LOW;
      case MEDIUM -> EffortBudget.MEDIUM;
      case HIGH -> HIGH_BUDGET;
      case XHIGH, MAX -> 32_768;
    };
  }

  /**
   * What stands for an effort within the limit of the output: its budget where that fits, else half
   * of the limit, and no less than a lower effort that fits gets.
   */
  private static int derived(int budget, int maxOutputTokens) {
    if (leavesAnAnswer(budget, maxOutputTokens)) {
      return budget;
    }
    int most = maxOutputTokens / 2;
    for (ReasoningEffort effort : ReasoningEffort.values()) {
      int lower = budgetFor(effort);
      most = leavesAnAnswer(lower, maxOutputTokens) ? Math.max(most, lower) : most;
    }
    return most < LEAST_BUDGET ? budget : most;
  }

  /** A quarter is for the answer, unless the least budget is more than the rest. */
  private static boolean leavesAnAnswer(int budget, int maxOutputTokens) {
    return budget < maxOutputTokens
        && (budget <= LEAST_BUDGET || budget <= 3L * maxOutputTokens / 4);
  }

  private static Thinking adaptive(
      WireCall call, ClaudeGeneration generation, int budget, @Nullable ReasoningEffort effort) {
    String word = effort == null ? null : word(call, generation, effort);
    if (budget > 0 && generation == ClaudeGeneration.EITHER) {
      return new Thinking(Form.BUDGET, atLeast(call, budget), word);
    }
    if (budget > 0 && word == null) {
      word = word(call, generation, EffortBudget.effort(budget));
      call.note("a reasoning budget of " + budget + " tokens was sent as effort " + word);
    }
    return new Thinking(Form.ADAPTIVE, 0, word);
  }

  /** The protocol knows low, medium, high, xhigh and max; Claude 4.6 does not know xhigh. */
  private static String word(WireCall call, ClaudeGeneration generation, ReasoningEffort effort) {
    if (effort == ReasoningEffort.XHIGH && generation == ClaudeGeneration.EITHER) {
      call.note("reasoning of effort XHIGH was sent as effort high");
      return "high";
    }
    if (effort == ReasoningEffort.NONE || effort == ReasoningEffort.MINIMAL) {
      call.note("reasoning of effort " + effort + " was sent as effort low");
      return "low";
    }
    return effort.name().toLowerCase(Locale.ROOT);
  }

  /** A budget has to leave room for an answer within the limit of the output. */
  private Thinking fitted(WireCall call, int maxOutputTokens) {
    if (form != Form.BUDGET || budgetTokens < maxOutputTokens) {
      return this;
    }
    call.dropOrRefuse(
        "a reasoning budget of "
            + budgetTokens
            + " tokens, which is not below the "
            + maxOutputTokens
            + " of maxOutputTokens");
    return UNSAID;
  }

  /**
   * As much of it as the conversation lets be. A budget needs a turn that is under way to have
   * begun with a thought of the provider's own, which one of another provider has not; adaptive
   * thinking does not. Neither may go on from words that were put into the model's mouth.
   *
   * @param goesBack whether a part of a turn of the model's is sent to the provider
   */
  public Thinking within(WireCall call, List<Message> messages, Predicate<Part> goesBack) {
    if (!isOn()) {
      return this;
    }
    UnfinishedTurn turn = UnfinishedTurn.of(messages, goesBack);
    if (turn.isPrefilled(goesBack)) {
      call.dropOrRefuse("reasoning where the answer goes on from a message of the assistant");
      return new Thinking(Form.UNSAID, 0, effort);
    }
    if (form == Form.BUDGET && turn.beganWithoutThought()) {
      call.note(
          "a reasoning budget was left out: the turn under way began without reasoning that "
              + call.provider()
              + " signed");
      return new Thinking(Form.UNSAID, 0, effort);
    }
    return this;
  }

  /** Whether the model is told to think. */
  public boolean isOn() {
    return form == Form.BUDGET || form == Form.ADAPTIVE;
  }

  /** The tokens that it needs beside those of the answer. */
  public int room() {
    return form == Form.ADAPTIVE ? ADAPTIVE_ROOM : budgetTokens;
  }

  /** Writes the member {@code thinking}, if there is something to say. */
  public void write(JsonGenerator json) {
    if (form == Form.UNSAID) {
      return;
    }
    json.writeObjectPropertyStart("thinking");
    switch (form) {
      case BUDGET -> {
        json.writeStringProperty("type", "enabled");
        json.writeNumberProperty("budget_tokens", budgetTokens);
      }
      case ADAPTIVE -> json.writeStringProperty("type", "adaptive");
      case BETWEEN_TOOLS -> json.writeStringProperty("type", "between_tools");
      default -> json.writeStringProperty("type", "disabled");
    }
    json.writeEndObject();
  }
}
