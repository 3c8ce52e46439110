package io.llmgw.core.run;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.Run;
import io.llmgw.api.response.ToolUse;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.Served;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Model, tools, model, until the model has answered: the events of all rounds as those of one
 * answer. Each round is a call of its own, through the whole chain; the next one is opened when a
 * round is read to its end. One thread at a time uses it.
 */
final class RunLoop {
  private final RunPlan plan;
  private final Rounds rounds;
  private final ToolWork work;
  private final TimeSource time;
  private final long startNanos;
  private final RunAccount account = new RunAccount();
  private final BlockShift blocks = new BlockShift();
  private final AnswerBlocks answerBlocks = new AnswerBlocks();
  private final List<Message> added = new ArrayList<>();
  private @Nullable OpenAnswer<ChatResponse> round;
  private int number;
  private Duration roundBegan = Duration.ZERO;
  private boolean inRound;
  private @Nullable ChatResponse response;

  RunLoop(RunPlan plan, Rounds rounds, ToolWork work, TimeSource time, Duration waited) {
    this.plan = plan;
    this.rounds = rounds;
    this.work = work;
    this.time = time;
    this.startNanos = time.nanos() - waited.toNanos();
    if (plan.wanted() != null) {
      account.note(Duration.ZERO, "the value is asked for as " + plan.wanted().form());
    }
  }

  /** Opens the next round, up to its first content. */
  void openRound() {
    roundBegan = elapsed();
    number = account.rounds().size() + 1;
    blocks.round();
    answerBlocks.round();
    inRound = true;
    round = rounds.open(withinTotal(plan.next(added)));
    inRound = false;
  }

  /** What is left of the run bounds the round, so that its links see how long they may take. */
  private ChatRequest withinTotal(ChatRequest request) {
    Duration total = plan.total();
    if (total == null) {
      return request;
    }
    Duration left = total.minus(roundBegan);
    if (left.isZero() || left.isNegative()) {
      throw plan.overdue();
    }
    if (plan.roundTotal() != null && plan.roundTotal().compareTo(left) <= 0) {
      return request;
    }
    Timeouts own = Objects.requireNonNullElse(request.option(Timeouts.class), Timeouts.none());
    return request.with(Timeouts.total(left).or(own));
  }

  /** The next event for the reader, from whichever round it comes. */
  LlmEvent next() {
    while (true) {
      inRound = true;
      LlmEvent event = Objects.requireNonNull(current().next(), "event");
      inRound = false;
      if (event instanceof ContentEvent content) {
        if (!isRepeat(content)) {
          return blocks.place(content);
        }
      } else if (event instanceof UsageReported reported) {
        return new UsageReported(account.withEarlier(reported.usage()));
      } else if (event instanceof Completed last) {
        ChatResponse answer = current().collect();
        account.add(answer, roundBegan);
        List<Message> reply = reply(answer);
        if (reply == null) {
          return complete(last, answer);
        }
        added.add(answer.message());
        added.addAll(reply);
        openRound();
      } else if (!(event instanceof Started) || account.rounds().isEmpty()) {
        return event;
      }
    }
  }

  private boolean isRepeat(ContentEvent content) {
    return plan.wanted() != null && plan.wanted().isTool() && answerBlocks.repeats(content);
  }

  /** What the run says to an answer, for the model to go on; null when the answer is the last. */
  private @Nullable List<Message> reply(ChatResponse answer) {
    FinishReason end = answer.finishReason();
    if (end == FinishReason.PAUSE) {
      requireAnotherRound();
      return List.of();
    }
    WantedValue wanted = plan.wanted();
    List<ToolCall> calls = answer.toolCalls();
    if (wanted != null && (isCutOff(end) || wanted.isGivenBy(answer))) {
      account.tools(untouched(calls, ToolUse.Outcome.ANSWER));
      if (calls.size() > 1) {
        account.note(
            elapsed(), "the model gave " + calls.size() + " values at once: the first counts");
      }
      List<Message> complaint = wanted.take(answer, plan.hasAnotherRound(account));
      if (complaint != null) {
        requireAnotherRound();
      }
      return complaint;
    }
    if (calls.isEmpty() || isCutOff(end) || plan.isLeftToCaller(calls)) {
      account.tools(untouched(calls, ToolUse.Outcome.LEFT_TO_CALLER));
      return null;
    }
    requireAnotherRound();
    plan.requireCalls(account, calls.size());
    return List.of(results(calls));
  }

  private Message results(List<ToolCall> calls) {
    List<ToolResult> results = new ArrayList<>(calls.size());
    List<ToolUse> uses = new ArrayList<>(calls.size());
    for (ToolWork.Done done : work.answer(calls)) {
      results.add(done.result());
      uses.add(done.use());
    }
    account.tools(uses);
    return Message.tool(results.toArray(new ToolResult[0]));
  }

  /** The last call of such an answer may lack a part of its arguments, and may still be JSON. */
  private static boolean isCutOff(FinishReason end) {
    return switch (end) {
      case LENGTH, CONTENT_FILTER, REFUSAL, ERROR -> true;
      default -> false;
    };
  }

  private List<ToolUse> untouched(List<ToolCall> calls, ToolUse.Outcome outcome) {
    List<ToolUse> uses = new ArrayList<>(calls.size());
    for (ToolCall call : calls) {
      // A name that the model made up is its text, which has no place in an account.
      String name = plan.isOffered(call.name()) ? call.name() : null;
      uses.add(new ToolUse(name, Duration.ZERO, outcome));
    }
    return uses;
  }

  /** Asked before tools are called: what they do would be for nothing if it were not allowed. */
  private void requireAnotherRound() {
    plan.requireAnotherRound(account, elapsed());
  }

  private Completed complete(Completed last, ChatResponse answer) {
    WantedValue wanted = plan.wanted();
    Json value = wanted == null ? null : wanted.value();
    Message message = answer.message();
    FinishReason end = answer.finishReason();
    if (value != null && !message.toolCalls().isEmpty()) {
      message = WantedValue.inConversation(message, value);
      end = FinishReason.STOP; // nobody waits for a result
    }
    added.add(message);
    Run run = new Run(plan.id(), account.rounds(), added, value);
    Served served = account.served(answer.served(), elapsed());
    response = answer.in(message, end, run, account.usage(), served);
    return new Completed(end, last.rawFinishReason(), account.usage());
  }

  /** The last answer, with the account of all rounds; null until the final event. */
  @Nullable ChatResponse response() {
    return response;
  }

  /** What all rounds so far used, paid and tried. */
  RunAccount account() {
    return account;
  }

  /** Whether what was thrown came out of a round rather than from what is done between them. */
  boolean isInRound() {
    return inRound;
  }

  /** Whether it came out of a round before any other had an answer. */
  boolean isInFirstRound() {
    return inRound && account.rounds().isEmpty();
  }

  /** Whether the run has taken all the time it has. */
  boolean isOver() {
    return plan.total() != null && elapsed().compareTo(plan.total()) >= 0;
  }

  /** How many rounds the run has begun. */
  int number() {
    return number;
  }

  /** The round that is open, or was last. */
  OpenAnswer<ChatResponse> current() {
    return Objects.requireNonNull(round, "round");
  }

  /** Ends the round that is open, if there is one. */
  void closeRound() {
    if (round != null) {
      round.close();
    }
  }

  /** The reader of the round that is open goes on to something else. */
  void putDown() {
    if (round != null) {
      round.putDown();
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(Math.max(0, time.nanos() - startNanos));
  }
}
