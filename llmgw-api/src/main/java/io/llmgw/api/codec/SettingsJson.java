package io.llmgw.api.codec;

import io.llmgw.api.request.GenerationSettings;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.request.Timeouts.LeastProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an answer is to be written, and the options of this module. */
final class SettingsJson {
  private SettingsJson() {}

  static FieldWriter write(GenerationSettings settings) {
    return new FieldWriter()
        .put("temperature", settings.temperature())
        .put("topP", settings.topP())
        .put("topK", settings.topK())
        .put("maxOutputTokens", settings.maxOutputTokens())
        .put("seed", settings.seed())
        .put("frequencyPenalty", settings.frequencyPenalty())
        .put("presencePenalty", settings.presencePenalty())
        .put("parallelToolCalls", settings.parallelToolCalls())
        .object("reasoning", writeReasoning(settings.reasoning()));
  }

  private static @Nullable FieldWriter writeReasoning(@Nullable ReasoningSettings reasoning) {
    return reasoning == null
        ? null
        : new FieldWriter()
            .word("effort", reasoning.effort())
            .put("budgetTokens", reasoning.budgetTokens());
  }

  static GenerationSettings read(FieldReader in) {
    Double temperature = in.realOr("temperature");
    Double topP = in.realOr("topP");
    Integer topK = in.smallOr("topK");
    Integer maxOutputTokens = in.smallOr("maxOutputTokens");
    Long seed = in.wholeOr("seed");
    Double frequencyPenalty = in.realOr("frequencyPenalty");
    Double presencePenalty = in.realOr("presencePenalty");
    Boolean parallel = in.flagOr("parallelToolCalls");
    FieldReader thinking = in.objectOr("reasoning");
    ReasoningSettings reasoning = thinking == null ? null : readReasoning(thinking);
    return in.into(
        () ->
            new GenerationSettings(
                temperature,
                topP,
                topK,
                maxOutputTokens,
                seed,
                frequencyPenalty,
                presencePenalty,
                parallel,
                reasoning));
  }

  private static ReasoningSettings readReasoning(FieldReader in) {
    ReasoningEffort effort = in.wordOr("effort", ReasoningEffort.class);
    Integer budget = in.smallOr("budgetTokens");
    return in.into(() -> new ReasoningSettings(effort, budget));
  }

  static @Nullable FieldWriter writeTimeouts(@Nullable Timeouts timeouts) {
    return timeouts == null
        ? null
        : new FieldWriter()
            .time("connect", timeouts.connect())
            .time("write", timeouts.write())
            .time("firstToken", timeouts.firstToken())
            .time("idle", timeouts.idle())
            .object("leastProgress", writePace(timeouts.leastProgress()))
            .time("attempt", timeouts.attempt())
            .time("total", timeouts.total());
  }

  private static @Nullable FieldWriter writePace(@Nullable LeastProgress pace) {
    return pace == null
        ? null
        : new FieldWriter().put("characters", pace.characters()).time("window", pace.window());
  }

  private static Timeouts readTimeouts(FieldReader in) {
    Duration connect = in.timeOr("connect");
    Duration write = in.timeOr("write");
    Duration firstToken = in.timeOr("firstToken");
    Duration idle = in.timeOr("idle");
    FieldReader pace = in.objectOr("leastProgress");
    LeastProgress leastProgress = pace == null ? null : readPace(pace);
    Duration attempt = in.timeOr("attempt");
    Duration total = in.timeOr("total");
    return in.into(
        () -> new Timeouts.Clocks(connect, write, firstToken, idle, leastProgress, attempt, total));
  }

  private static LeastProgress readPace(FieldReader in) {
    int characters = in.small("characters");
    Duration window = in.time("window");
    return in.into(() -> new LeastProgress(characters, window));
  }

  static List<RequestOption> readOptions(FieldReader in) {
    List<RequestOption> options = new ArrayList<>();
    FieldReader clocks = in.objectOr("timeouts");
    if (clocks != null) {
      options.add(readTimeouts(clocks));
    }
    Leniency leniency = in.wordOr("leniency", Leniency.class);
    if (leniency != null) {
      options.add(leniency);
    }
    return options;
  }
}
