package io.llmgw.api.codec;

import io.llmgw.api.condition.Task;
import io.llmgw.api.price.UnknownPrice;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.request.RequestOptions;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.request.Timeouts.LeastProgress;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.route.Requirements;
import io.llmgw.api.tool.RunLimits;
import io.llmgw.api.tool.ToolFailures;
import io.llmgw.api.usage.Cost;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The options of a request. Stored are those of the api that are data: a toolbox holds functions,
 * an expected answer a Java type, and the options of features belong to those.
 */
final class OptionsJson {
  private static final List<Class<? extends RequestOption>> STORED =
      List.of(
          Timeouts.class,
          Leniency.class,
          Retries.class,
          RunLimits.class,
          UnknownPrice.class,
          UsageDrain.class,
          Hedging.class,
          Task.class,
          Requirements.class);

  private OptionsJson() {}

  static void write(RequestOptions options, FieldWriter out) {
    Retries retries = options.option(Retries.class);
    Task task = options.option(Task.class);
    out.object("timeouts", writeTimeouts(options.option(Timeouts.class)))
        .word("leniency", options.option(Leniency.class))
        .put("tries", retries == null ? null : retries.tries())
        .object("runLimits", writeLimits(options.option(RunLimits.class)))
        .object("unknownPrice", PriceJson.write(options.option(UnknownPrice.class)))
        .object("usageDrain", writeDrain(options.option(UsageDrain.class)))
        .object("hedging", HedgingJson.write(options.option(Hedging.class)))
        .put("task", task == null ? null : task.name())
        .object("requirements", RequirementsJson.write(options.option(Requirements.class)));
  }

  /** How many are not stored. */
  static int othersIn(RequestOptions options) {
    int stored = 0;
    for (Class<? extends RequestOption> key : STORED) {
      stored += options.option(key) == null ? 0 : 1;
    }
    return options.size() - stored;
  }

  static List<RequestOption> read(FieldReader in) {
    List<RequestOption> options = new ArrayList<>();
    FieldReader clocks = in.objectOr("timeouts");
    if (clocks != null) {
      options.add(readTimeouts(clocks));
    }
    Leniency leniency = in.wordOr("leniency", Leniency.class);
    if (leniency != null) {
      options.add(leniency);
    }
    Integer tries = in.smallOr("tries");
    if (tries != null) {
      options.add(in.checked(() -> Retries.upTo(tries)));
    }
    FieldReader limits = in.objectOr("runLimits");
    if (limits != null) {
      options.add(readLimits(limits));
    }
    FieldReader unknownPrice = in.objectOr("unknownPrice");
    if (unknownPrice != null) {
      options.add(PriceJson.read(unknownPrice));
    }
    FieldReader drain = in.objectOr("usageDrain");
    if (drain != null) {
      options.add(readDrain(drain));
    }
    FieldReader hedging = in.objectOr("hedging");
    if (hedging != null) {
      options.add(HedgingJson.read(hedging));
    }
    String task = in.stringOr("task");
    if (task != null) {
      options.add(in.checked(() -> Task.of(task)));
    }
    FieldReader requirements = in.objectOr("requirements");
    if (requirements != null) {
      options.add(RequirementsJson.read(requirements));
    }
    return options;
  }

  private static @Nullable FieldWriter writeDrain(@Nullable UsageDrain drain) {
    return drain == null
        ? null
        : new FieldWriter().time("time", drain.time()).put("characters", drain.characters());
  }

  private static UsageDrain readDrain(FieldReader in) {
    Duration time = in.time("time");
    int characters = in.small("characters");
    return in.into(() -> new UsageDrain(time, characters));
  }

  private static @Nullable FieldWriter writeTimeouts(@Nullable Timeouts timeouts) {
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

  private static @Nullable FieldWriter writeLimits(@Nullable RunLimits limits) {
    return limits == null
        ? null
        : new FieldWriter()
            .put("rounds", limits.rounds())
            .put("calls", limits.calls())
            .time("total", limits.total())
            .object("cost", writeMost(limits.cost()))
            .put("parallelTools", limits.parallelTools())
            .put("resultChars", limits.resultChars())
            .word("toolFailures", limits.toolFailures());
  }

  private static @Nullable FieldWriter writeMost(@Nullable Cost cost) {
    return cost == null
        ? null
        : new FieldWriter().put("amount", cost.amount()).put("currency", cost.currency());
  }

  private static RunLimits readLimits(FieldReader in) {
    RunLimits limits = readCounts(in);
    Duration total = in.timeOr("total");
    if (total != null) {
      RunLimits counted = limits;
      limits = in.checked(() -> counted.total(total));
    }
    FieldReader cost = in.objectOr("cost");
    RunLimits all = cost == null ? limits : readMost(limits, cost);
    return in.into(() -> all);
  }

  private static RunLimits readCounts(FieldReader in) {
    int rounds = in.small("rounds");
    int calls = in.small("calls");
    int parallel = in.small("parallelTools");
    int resultChars = in.small("resultChars");
    ToolFailures failures = in.word("toolFailures", ToolFailures.class);
    return in.checked(
        () ->
            RunLimits.DEFAULT
                .rounds(rounds)
                .calls(calls)
                .parallelTools(parallel)
                .resultChars(resultChars)
                .toolFailures(failures));
  }

  private static RunLimits readMost(RunLimits limits, FieldReader in) {
    BigDecimal amount = in.present("amount").decimalOr("amount");
    String currency = in.string("currency");
    return in.into(() -> limits.cost(Objects.requireNonNull(amount), currency));
  }
}
