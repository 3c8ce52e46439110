package io.llmgw.core.run;

import io.llmgw.api.redact.Redactions;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.Round;
import io.llmgw.api.response.ToolUse;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.TrailEntry;
import io.llmgw.api.usage.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What the rounds of a run used and paid, each counted once. For one thread; only the attempts may
 * be read by any.
 */
final class RunAccount {
  private final List<Round> rounds = new ArrayList<>();
  private final List<AttemptRecord> attempts = new CopyOnWriteArrayList<>();
  private final List<TrailEntry> trail = new ArrayList<>();
  private Redactions redactions = Redactions.NONE;
  private @Nullable Usage answered;
  private @Nullable Usage paid;
  private @Nullable Cost cost;

  /** Adds a decision of the run itself. */
  void note(Duration at, String note) {
    trail.add(new TrailEntry(at, "run", note));
  }

  /** Adds a round that began so long after the run. */
  void add(ChatResponse answer, Duration began) {
    Served served = answer.served();
    rounds.add(
        new Round(
            served.callId(),
            served.target(),
            answer.finishReason(),
            served.latency(),
            served.usage(),
            served.cost(),
            List.of()));
    attempts.addAll(SeveralCalls.numberedFrom(attempts.size() + 1, served.attempts()));
    for (TrailEntry entry : served.trail()) {
      trail.add(new TrailEntry(began.plus(entry.at()), entry.link(), entry.note()));
    }
    redactions = redactions.and(served.redactions());
    answered = withEarlier(answer.usage());
    paid = paid == null ? served.usage() : paid.plus(served.usage());
    cost = cost == null ? served.cost() : cost.and(served.cost());
  }

  /** Says what became of the tools that the last round asked for. */
  void tools(List<ToolUse> uses) {
    int last = rounds.size() - 1;
    Round round = rounds.get(last);
    rounds.set(
        last,
        new Round(
            round.callId(),
            round.target(),
            round.finishReason(),
            round.latency(),
            round.usage(),
            round.cost(),
            uses));
  }

  /** How many calls of tools the run has made so far. */
  int toolCalls() {
    int calls = 0;
    for (Round round : rounds) {
      calls += round.tools().size();
    }
    return calls;
  }

  List<Round> rounds() {
    return rounds;
  }

  /** What the rounds cost so far; zero before the first. */
  Cost cost() {
    return cost == null ? Cost.ZERO : cost;
  }

  /** This usage and that of the rounds before. */
  Usage withEarlier(Usage now) {
    return answered == null ? now : answered.plus(now);
  }

  /** What all answers so far used. */
  Usage usage() {
    return answered == null ? Usage.UNKNOWN : answered;
  }

  /** The attempts of all rounds, and these of one that failed. */
  List<AttemptRecord> attemptsAnd(List<AttemptRecord> failed) {
    List<AttemptRecord> all = new ArrayList<>(attempts);
    all.addAll(SeveralCalls.numberedFrom(all.size() + 1, failed));
    return all;
  }

  /** The account of the run whose last round was this. */
  Served served(Served last, Duration elapsed) {
    return new Served(
        last.callId(),
        last.target(),
        last.model(),
        last.keyAlias(),
        last.cache(),
        attempts,
        elapsed,
        paid == null ? Usage.ZERO : paid,
        cost(),
        trail,
        redactions,
        last.cacheUse());
  }
}
