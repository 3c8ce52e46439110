package io.llmgw.core.run;

import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.chain.Cancellation.Registration;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.response.ToolUse;
import io.llmgw.api.response.ToolUse.Outcome;
import io.llmgw.api.schema.Violation;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.tool.RunLimits;
import io.llmgw.api.tool.Tool;
import io.llmgw.api.tool.ToolException;
import io.llmgw.api.tool.ToolFailures;
import io.llmgw.api.tool.Toolbox;
import io.llmgw.api.tool.UnwritableResultException;
import io.llmgw.core.chain.Failures;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.thread.Contexts.Carried;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the tools that one answer asks for, several at the same time, on threads of the engine. The
 * thread that waits for them does not depend on them: a cancel lets it go at once, whatever a tool
 * does about its interrupt. Where the engine has no thread left, the waiting thread calls the tools
 * itself, one after the other, and a tool that is deaf to its interrupt holds it. Thread-safe.
 */
public final class ToolWork {
  private static final Logger log = LoggerFactory.getLogger(ToolWork.class);

  private final Toolbox tools;
  private final RunLimits limits;
  private final RealCancellation token;
  private final TimeSource time;
  private final Predicate<Runnable> crew;
  private final Carried context;

  /**
   * No tool is called yet.
   *
   * @param token that of the run
   * @param crew runs something on a thread of the engine; false when none is free
   * @param context what tools are to find on their threads
   */
  public ToolWork(
      Toolbox tools,
      RunLimits limits,
      RealCancellation token,
      TimeSource time,
      Predicate<Runnable> crew,
      Carried context) {
    this.tools = tools;
    this.limits = limits;
    this.token = token;
    this.time = time;
    this.crew = crew;
    this.context = context;
  }

  /** A tool call that was dealt with. */
  record Done(ToolResult result, ToolUse use) {}

  /**
   * Deals with all calls and waits for that.
   *
   * @return one for each call, in their order
   * @throws LlmException when the run is cancelled meanwhile, or a tool ends it
   */
  List<Done> answer(List<ToolCall> calls) {
    RealCancellation part = token.part();
    Batch batch = new Batch(calls, part);
    Registration onCancel = part.onCancel(batch::giveUp);
    try {
      batch.start();
      return batch.await();
    } finally {
      onCancel.close();
      part.close();
      part.cancel(Reason.LOST); // what still runs is not waited for
    }
  }

  /**
   * The calls of one answer. Whoever works on them takes the next one until none is left, so the
   * number of threads that could be had decides how long it takes, and nothing else.
   */
  private final class Batch implements Runnable {
    private final List<ToolCall> calls;
    private final RealCancellation part;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger left;
    private final AtomicReferenceArray<Done> done;
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private final Thread waiting = Thread.currentThread();

    Batch(List<ToolCall> calls, RealCancellation part) {
      this.calls = calls;
      this.part = part;
      this.left = new AtomicInteger(calls.size());
      this.done = new AtomicReferenceArray<>(calls.size());
    }

    void start() {
      Runnable work = context.on(this);
      int workers = Math.min(limits.parallelTools(), calls.size());
      int started = 0;
      while (started < workers && crew.test(work)) {
        started++;
      }
      if (started == 0) {
        work.run();
      }
    }

    @Override
    public void run() {
      try {
        int at;
        while (!part.isCancelled() && (at = next.getAndIncrement()) < calls.size()) {
          if (Thread.currentThread() != waiting) {
            Thread.interrupted(); // what a tool left behind is not meant for the next one
          }
          done.set(at, call(calls.get(at), part));
          if (left.decrementAndGet() == 0) {
            end.complete(true);
          }
        }
      } catch (Throwable thrown) { // also an error of the JVM is for whoever waits
        end.completeExceptionally(thrown);
      }
    }

    void giveUp() {
      end.complete(false);
    }

    List<Done> await() {
      try {
        throwIfInterrupted();
        end.get();
        throwIfInterrupted(); // both may have come, and the next round would be sent
      } catch (InterruptedException e) {
        token.cancel(Reason.CALLER);
        Thread.currentThread().interrupt();
      } catch (ExecutionException e) {
        Throwable cause = Objects.requireNonNull(e.getCause());
        Failures.throwIfFatal(cause);
        throw cause instanceof LlmException typed ? typed : new IllegalStateException(cause);
      }
      token.throwIfCancelled();
      List<Done> all = new ArrayList<>(calls.size());
      for (int i = 0; i < calls.size(); i++) {
        all.add(done.get(i));
      }
      return all;
    }
  }

  private static void throwIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private Done call(ToolCall call, RealCancellation part) {
    Tool tool = tools.find(call.name());
    if (tool == null) {
      return call.name().equals(ExpectedAnswer.TOOL_NAME)
          ? error(call, null, 0, Outcome.ANSWER, AnswerWords.TOO_EARLY)
          : error(call, null, 0, Outcome.UNKNOWN_TOOL, unknown());
    }
    long start = time.nanos();
    try {
      List<Violation> violations = tool.check(call.arguments());
      if (!violations.isEmpty()) {
        String words = "The arguments do not fit:\n" + AnswerWords.list(violations);
        return error(call, tool, 0, Outcome.INVALID_ARGUMENTS, words);
      }
      Object returned = part.interruptible(() -> settled(tool.call(call.arguments())));
      ToolResult result = ToolResults.of(call.id(), returned);
      return bounded(call, tool, time.nanos() - start, result);
    } catch (ToolException told) {
      return error(call, tool, time.nanos() - start, Outcome.FAILED, told.forModel());
    } catch (Throwable thrown) {
      return failed(call, tool, time.nanos() - start, thrown, part);
    }
  }

  /** Waits for what a function has promised, and takes the promise back when the run ends. */
  private static @Nullable Object settled(@Nullable Object returned) throws Exception {
    if (!(returned instanceof CompletionStage<?> promised)) {
      return returned;
    }
    CompletableFuture<?> future = promised.toCompletableFuture();
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof Exception exception ? exception : e;
    } finally {
      future.cancel(true); // nothing where it is done
    }
  }

  private Done bounded(ToolCall call, Tool tool, long nanos, ToolResult result) {
    if (result.textLength() > limits.resultChars()) {
      String words =
          "The result has "
              + result.textLength()
              + " characters, more than the "
              + limits.resultChars()
              + " that are allowed. Ask for less.";
      return error(call, tool, nanos, Outcome.RESULT_TOO_LONG, words);
    }
    Outcome outcome = result.isError() ? Outcome.FAILED : Outcome.SUCCEEDED;
    return new Done(result, new ToolUse(tool.name(), Duration.ofNanos(nanos), outcome));
  }

  private Done failed(
      ToolCall call, Tool tool, long nanos, Throwable thrown, RealCancellation part) {
    Failures.throwIfFatal(thrown);
    part.throwIfCancelled();
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    if (limits.toolFailures() == ToolFailures.END_RUN) {
      throw LlmException.of(
              ErrorKind.TOOL,
              "tool '" + tool.name() + "' failed with " + thrown.getClass().getName())
          .cause(thrown)
          .build();
    }
    // The message may hold anything; where it was thrown may not.
    StackTraceElement[] trace = thrown.getStackTrace();
    log.warn(
        "tool '{}' failed with {} at {}; the model is told that it failed",
        tool.name(),
        thrown.getClass().getName(),
        trace.length == 0 ? "an unknown place" : trace[0]);
    String words =
        thrown instanceof UnwritableResultException unwritable
            ? AnswerWords.unwritable(unwritable)
            : "The tool failed: " + thrown.getClass().getSimpleName();
    return error(call, tool, nanos, Outcome.FAILED, words);
  }

  private String unknown() {
    List<String> names = new ArrayList<>();
    tools.tools().forEach(tool -> names.add(tool.name()));
    return "There is no tool of this name. There are: " + String.join(", ", names);
  }

  private static Done error(
      ToolCall call, @Nullable Tool tool, long nanos, Outcome outcome, String words) {
    String name = tool == null ? null : tool.name();
    return new Done(
        ToolResult.error(call.id(), words),
        new ToolUse(name, Duration.ofNanos(Math.max(0, nanos)), outcome));
  }
}
