package io.llmgw.core.run;

import io.llmgw.api.answer.AnswerForm;
import io.llmgw.api.chain.Cancellation.Registration;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.ResponseAssembler;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.core.chain.Failures;
import io.llmgw.core.chain.RealCancellation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A run as its reader sees it: one stream, which moves only as he reads, by whichever door he came.
 * What happens in it is {@link RunLoop}'s; here is who may touch it, and how it ends.
 *
 * <p>One thread reads; any thread may cancel or close. What a cancel ends is the round that is
 * open, which unwinds by itself.
 */
public final class RunStream implements OpenAnswer<ChatResponse>, SeveralCalls {
  /** Where requests say in which form they want a value, in the words of the protocols. */
  private static final Set<String> FIELDS_OF_FORMS =
      Set.of("response_format", "output_config", "tools", "tool_choice");

  private final RunPlan plan;
  private final RunLoop loop;
  private final RealCancellation token;
  private final TimeSource time;
  private final RunEnd end;
  private final AtomicBoolean toldOfFailure = new AtomicBoolean();
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.READING);
  // All that the reader was given, of all rounds.
  private final ResponseAssembler<ChatResponse> given;
  private boolean delivered;
  private @Nullable Registration onCancel;
  private @Nullable LlmException failure;
  private volatile boolean closed;
  private volatile @Nullable Thread reader; // now, or since it was given an event
  private volatile long lastPullNanos;

  /**
   * A run that has not begun.
   *
   * @param rounds opens its calls, under the token
   * @param work calls its tools, under the token
   * @param waited how long it has waited for a thread, which counts as spent
   * @param end is told of its end
   */
  public RunStream(
      RunPlan plan,
      Rounds rounds,
      ToolWork work,
      RealCancellation token,
      TimeSource time,
      Duration waited,
      RunEnd end) {
    this.plan = plan;
    this.loop = new RunLoop(plan, rounds, work, time, waited);
    this.token = token;
    this.time = time;
    this.end = end;
    this.given = ResponseAssembler.of(plan.request());
  }

  /** Opens the first round, up to its first content. */
  public void open() {
    reader = Thread.currentThread();
    onCancel = token.onCancel(this::leaveIfIdle);
    try {
      token.throwIfCancelled();
      loop.openRound();
    } catch (Throwable thrown) {
      throw fail(thrown);
    }
    reader = null;
    rest();
  }

  @Override
  public @Nullable LlmEvent next() {
    if (!phase.compareAndSet(Phase.IDLE, Phase.READING)) {
      return nothingMore();
    }
    reader = Thread.currentThread();
    LlmEvent event;
    try {
      event = loop.next();
      given.accept(event);
      delivered |= event instanceof ContentEvent;
    } catch (Throwable thrown) {
      throw fail(thrown);
    }
    if (event instanceof Completed) {
      end();
    } else {
      rest();
    }
    return event;
  }

  @Override
  public ChatResponse collect() {
    ChatResponse response;
    while ((response = loop.response()) == null) {
      if (next() == null && loop.response() == null) {
        throw new IllegalStateException("the stream is closed");
      }
    }
    return response;
  }

  private @Nullable LlmEvent nothingMore() {
    if (phase.get() == Phase.READING) {
      throw new IllegalStateException("two threads read the same stream at the same time");
    }
    if (closed) {
      throw new IllegalStateException("the stream is closed");
    }
    if (phase.compareAndSet(Phase.LEFT, Phase.READING)) {
      throw fail(causeOfLeaving());
    }
    if (failure != null) {
      throw failure;
    }
    return null;
  }

  /** The round has been ended with the run, and says so when it is asked. */
  private Throwable causeOfLeaving() {
    try {
      loop.current().next();
      return token.ended();
    } catch (RuntimeException end) {
      return end;
    }
  }

  /** Between two reads: a cancel that came meanwhile finds nobody reading, and is seen here. */
  private void rest() {
    lastPullNanos = time.nanos();
    phase.set(Phase.IDLE);
    if (token.isCancelled()) {
      leaveIfIdle();
    }
  }

  /** Nobody reads: the run takes its leave, and whoever reads later is told why. */
  private void leaveIfIdle() {
    if (phase.compareAndSet(Phase.IDLE, Phase.LEFT)) {
      tellIfFailed(token.ended());
      end.ended(this);
    }
  }

  private void tellIfFailed(LlmException error) {
    if (error.kind() != ErrorKind.CANCELLED && toldOfFailure.compareAndSet(false, true)) {
      end.failed(plan.id(), error.kind(), loop.account().rounds().size());
    }
  }

  private void end() {
    if (onCancel != null) {
      onCancel.close();
    }
    phase.set(Phase.ENDED);
    end.ended(this);
  }

  private RuntimeException fail(Throwable thrown) {
    LlmException error = explained(thrown);
    failure = error;
    loop.closeRound();
    tellIfFailed(error);
    end();
    if (Failures.isFatal(thrown)) {
      throw (Error) thrown;
    }
    return error;
  }

  /** What the reader is told: with all attempts of the run, and with all that he was given. */
  private LlmException explained(Throwable thrown) {
    LlmException error = typed(thrown);
    LlmException own = error;
    if (error.kind() == ErrorKind.CANCELLED && token.isCancelled()) {
      own = token.ended(); // the round knows no more than that the run told it to end
    } else if (error.kind() == ErrorKind.TIMEOUT && loop.isOver()) {
      own = plan.overdue();
    }
    LlmException.Builder facts = own.toBuilder().attempts(attemptsAnd(error.attempts()));
    WantedValue wanted = plan.wanted();
    if (wanted != null && loop.isInFirstRound() && mayBeAboutTheForm(error)) {
      facts.message(own.getMessage() + wanted.otherForms());
    }
    if (own.callId() == null) {
      facts.callId(error.callId() == null ? plan.id() : error.callId());
    }
    if (delivered) {
      facts.partial(given.partial());
      if (loop.isInRound() || token.isCancelled() || own.kind() == ErrorKind.TIMEOUT) {
        facts.interrupted();
      }
    }
    return facts.build();
  }

  private static boolean mayBeAboutTheForm(LlmException error) {
    String parameter = error.parameter();
    return error.kind() == ErrorKind.INVALID_REQUEST
        && (parameter == null || FIELDS_OF_FORMS.contains(parameter));
  }

  private static LlmException typed(Throwable thrown) {
    return thrown instanceof LlmException typed
        ? typed
        : LlmException.of(
                ErrorKind.PROTOCOL,
                "the run could not go on, the cause tells why: " + thrown.getClass().getName())
            .cause(thrown)
            .build();
  }

  @Override
  public String id() {
    return plan.id();
  }

  @Override
  public List<AttemptRecord> attemptsAnd(List<AttemptRecord> ofLast) {
    return loop.account().attemptsAnd(ofLast);
  }

  @Override
  public int round() {
    return loop.number();
  }

  @Override
  public @Nullable AnswerForm answerForm() {
    return plan.wanted() == null ? null : plan.wanted().form();
  }

  @Override
  public boolean cancel(Reason reason) {
    return token.cancel(reason);
  }

  /** A reader waits in a round, which is watched itself, or for tools, where he is woken. */
  @Override
  public void cancelIfInterrupted() {}

  @Override
  public boolean isCarriedBy(Thread thread) {
    return reader == thread;
  }

  /** The round that is open too. */
  @Override
  public void putDown() {
    reader = null;
    loop.putDown();
  }

  @Override
  public boolean isEnded() {
    Phase now = phase.get();
    return now == Phase.ENDED || now == Phase.LEFT;
  }

  @Override
  public boolean isUnreadSince(long nanos) {
    return phase.get() == Phase.IDLE && lastPullNanos - nanos < 0;
  }

  @Override
  public void close() {
    closed = true;
    reader = null;
    if (!isEnded()) {
      cancel(Reason.CALLER);
    }
  }

  private enum Phase {
    /** Nobody reads. */
    IDLE,
    /** Somebody reads, or waits for tools. */
    READING,
    /** Ended while nobody read. */
    LEFT,
    /** Ended, and the reader knows. */
    ENDED
  }
}
