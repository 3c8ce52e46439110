package io.llmgw.providers.bedrock.request;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.providers.claude.Thinking;
import io.llmgw.providers.wire.EffortBudget;
import io.llmgw.providers.wire.WireCall;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * How much a model is told to think, in the form of its family: Converse passes that on unread.
 *
 * @param family whose form it is
 * @param thinking what is said to Claude; null for all others
 * @param effort what is said to all others; null for nothing
 */
record AskedReasoning(ModelFamily family, @Nullable Thinking thinking, @Nullable Effort effort) {
  /** The efforts that the families know, and that they shall not think at all. */
  enum Effort {
    OFF,
    LOW,
    MEDIUM,
    HIGH;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What the settings mean for the model of the call; says in the trail what they became. */
  static AskedReasoning of(WireCall call, ChatContent content, GenerationSettings settings) {
    ModelFamily family = ModelFamily.of(call.model());
    if (family == ModelFamily.CLAUDE) {
      Thinking thinking =
          Thinking.of(call, settings)
              .within(
                  call,
                  content.messages(),
                  part -> ConverseTurnWriter.goesBack(part, call.provider()));
      return new AskedReasoning(family, thinking, null);
    }
    ReasoningSettings reasoning = settings.reasoning();
    return new AskedReasoning(
        family, null, reasoning == null ? null : effort(call, family, reasoning));
  }

  private static @Nullable Effort effort(
      WireCall call, ModelFamily family, ReasoningSettings reasoning) {
    boolean off = reasoning.isOff();
    switch (family) {
      case NOVA_2 -> {
        return off ? Effort.OFF : level(call, reasoning);
      }
      case GPT_OSS, QWEN -> {
        if (off) {
          call.note("no reasoning was sent by not asking for any: the model has no word for it");
          return null;
        }
        return level(call, reasoning);
      }
      default -> {
        if (!off) {
          call.dropOrRefuse(
              "the parameter reasoning for this model, whose form is not known here: give it by"
                  + " extraBody in additionalModelRequestFields");
        }
        return null;
      }
    }
  }

  private static Effort level(WireCall call, ReasoningSettings reasoning) {
    ReasoningEffort asked = reasoning.effort();
    Integer budget = reasoning.budgetTokens();
    Effort level = asked == null ? Effort.MEDIUM : nearest(asked);
    if (asked == null && budget != null) {
      level = budget < 0 ? Effort.HIGH : nearest(EffortBudget.effort(budget));
      call.note("a reasoning budget was sent as effort " + level.word());
    } else if (!level.name().equals(String.valueOf(asked))) {
      call.note("reasoning of effort " + asked + " was sent as effort " + level.word());
    }
    return level;
  }

  private static Effort nearest(ReasoningEffort effort) {
    return switch (effort) {
      case NONE, MINIMAL, LOW -> Effort.LOW;
      case MEDIUM -> Effort.MEDIUM;
      case HIGH, XHIGH, MAX -> Effort.HIGH;
    };
  }

  /** Whether Claude is told to think, beside which some parameters are refused. */
  boolean claudeThinks() {
    return thinking != null && thinking.isOn();
  }

  /** The provider's word for the effort of Claude, which has a place of its own; null for none. */
  @Nullable String effortWord() {
    return thinking == null ? null : thinking.effort();
  }

  /** The member that it is written as; null for nothing to write. */
  @Nullable String member() {
    if (thinking != null) {
      return thinking.form() == Thinking.Form.UNSAID ? null : "thinking";
    }
    if (effort == null) {
      return null;
    }
    return switch (family) {
      case NOVA_2 -> "reasoningConfig";
      case GPT_OSS -> "reasoning_effort";
      default -> "reasoning_config";
    };
  }

  /** Writes the member {@link #member()}. */
  void write(JsonGenerator json) {
    String member = member();
    if (member == null) {
      return;
    }
    if (thinking != null) {
      thinking.write(json);
    } else if (effort != null && family == ModelFamily.NOVA_2) {
      json.writeObjectPropertyStart(member);
      json.writeStringProperty("type", effort == Effort.OFF ? "disabled" : "enabled");
      if (effort != Effort.OFF) {
        json.writeStringProperty("maxReasoningEffort", effort.word());
      }
      json.writeEndObject();
    } else if (effort != null) {
      json.writeStringProperty(member, effort.word());
    }
  }
}
