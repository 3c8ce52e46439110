package io.llmgw.core.run;

import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.tool.RunLimits;
import io.llmgw.api.tool.Tool;
import io.llmgw.api.tool.Toolbox;
import io.llmgw.api.usage.Cost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is settled about a run before it begins.
 *
 * @param id its id
 * @param request that of its first round
 * @param limits how far it may go
 * @param total from its start to its end; null for no bound
 * @param roundTotal from the start of a round to its end; null for no bound
 * @param tools its functions
 * @param wanted the value that it is to end with; null for any answer
 */
public record RunPlan(
    String id,
    ChatRequest request,
    RunLimits limits,
    @Nullable Duration total,
    @Nullable Duration roundTotal,
    Toolbox tools,
    @Nullable WantedValue wanted) {

  /** Whether a request takes a run rather than a plain call. */
  public static boolean isFor(LlmRequest<?> request) {
    return request instanceof ChatRequest
        && (request.option(Toolbox.class) != null || request.option(ExpectedAnswer.class) != null);
  }

  /**
   * The plan of a request.
   *
   * @param callTotal the total of its clocks; null when it has none
   * @param capabilities what its target declares, asked for only if that matters
   */
  public static RunPlan of(
      String id,
      ChatRequest request,
      @Nullable Duration callTotal,
      Supplier<Capabilities> capabilities) {
    RunLimits limits = limits(request);
    Toolbox box = request.option(Toolbox.class);
    ExpectedAnswer expected = request.option(ExpectedAnswer.class);
    WantedValue wanted =
        expected == null ? null : new WantedValue(expected, capabilities.get(), request);
    return new RunPlan(
        id,
        wanted == null ? request : wanted.askedIn(request),
        limits,
        total(request, callTotal),
        callTotal,
        box == null ? Toolbox.of() : box,
        wanted);
  }

  /**
   * From the start of what a request asks for, a run or a plain call, to its end; null for no
   * bound.
   *
   * @param callTotal the total of its clocks; null when it has none
   */
  public static @Nullable Duration total(LlmRequest<?> request, @Nullable Duration callTotal) {
    Duration own = isFor(request) ? limits(request).total() : null;
    return own == null ? callTotal : own;
  }

  private static RunLimits limits(LlmRequest<?> request) {
    RunLimits own = request.option(RunLimits.class);
    return own == null ? RunLimits.DEFAULT : own;
  }

  /** The request of the next round: of a later one, no tool is forced but that of the answer. */
  ChatRequest next(List<Message> added) {
    if (added.isEmpty()) {
      return request;
    }
    List<Message> all = new ArrayList<>(request.content().messages());
    all.addAll(added);
    ChatContent content = request.content().withMessages(all);
    ToolChoice choice = content.toolChoice();
    if (choice != null && isForced(choice)) {
      // A model that must call a tool would call one for ever, unless one of them ends the run.
      ToolChoice later = wanted == null ? ToolChoice.AUTO : wanted.later(choice);
      content = content.toBuilder().toolChoice(later).build();
    }
    return request.withContent(content);
  }

  /** Whether the model has to call a tool. */
  static boolean isForced(ToolChoice choice) {
    return choice == ToolChoice.REQUIRED || choice instanceof ToolChoice.Named;
  }

  /** Whether one of the tools has no function, so that the caller answers all of them. */
  boolean isLeftToCaller(List<ToolCall> calls) {
    for (ToolCall call : calls) {
      boolean answers = wanted != null && call.name().equals(ExpectedAnswer.TOOL_NAME);
      if (tools.find(call.name()) == null && isOffered(call.name()) && !answers) {
        return true;
      }
    }
    return false;
  }

  /** Whether the model was told of a tool of this name. */
  boolean isOffered(String name) {
    for (ToolSpec spec : request.content().tools()) {
      if (spec.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  boolean hasAnotherRound(RunAccount account) {
    return account.rounds().size() < limits.rounds();
  }

  /**
   * Lets a run go on that has come this far.
   *
   * @throws LlmException of kind RUN_LIMIT when it may not
   */
  void requireAnotherRound(RunAccount account, Duration now) {
    if (!hasAnotherRound(account)) {
      throw limit(
          "the model has not answered within the "
              + limits.rounds()
              + " rounds of the run: raise RunLimits.rounds, or ask for less");
    }
    Cost most = limits.cost();
    if (most == null) {
      return;
    }
    Cost spent = account.cost();
    if (spent.isAtLeast(most)) {
      throw limit(
          "the run has cost "
              + spent
              + " of the "
              + most
              + " that it may: raise RunLimits.cost, or choose a cheaper target");
    }
    if (!spent.isKnown()) {
      account.note(now, "what the rounds cost is not known, so RunLimits.cost limits nothing");
    }
  }

  /**
   * Lets tools be called once more.
   *
   * @throws LlmException of kind RUN_LIMIT when that would be too often
   */
  void requireCalls(RunAccount account, int more) {
    if (account.toolCalls() + more > limits.calls()) {
      throw limit(
          "the model asks for "
              + more
              + " more calls of tools after "
              + account.toolCalls()
              + ", and the run may make "
              + limits.calls()
              + ": raise RunLimits.calls, or ask for less");
    }
  }

  private static LlmException limit(String what) {
    return LlmException.of(ErrorKind.RUN_LIMIT, what).build();
  }

  /** How the run differs from a plain call, for people. */
  public String inWords() {
    StringBuilder words = new StringBuilder(", at most ").append(limits.rounds());
    words.append(limits.rounds() == 1 ? " round" : " rounds");
    String before = " with the tools ";
    for (Tool tool : tools.tools()) {
      words.append(before).append(tool.name());
      before = ", ";
    }
    if (wanted != null) {
      words.append(", answered by a value as ").append(wanted.form());
    }
    return words.toString();
  }

  /** That the time is over. */
  public LlmException overdue() {
    return LlmException.of(
            ErrorKind.TIMEOUT,
            "the run took longer than its total of "
                + total
                + ": raise it, or choose faster tools or a faster target")
        .callId(id)
        .build();
  }
}
