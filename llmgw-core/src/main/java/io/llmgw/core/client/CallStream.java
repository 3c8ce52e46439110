package io.llmgw.core.client;

import static java.lang.invoke.MethodHandles.lookup;

import io.llmgw.api.chain.Cancellation.Registration;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.response.ResponseAssembler;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.core.chain.Atomically;
import io.llmgw.core.chain.Call;
import io.llmgw.core.chain.Failures;
import io.llmgw.core.chain.PlaceWait;
import io.llmgw.core.chain.RealChain;
import io.llmgw.core.run.OpenAnswer;
import io.llmgw.core.thread.Contexts.Carried;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The outermost stream of a call, and the one place where its answer is assembled. One thread
 * pulls; any thread may cancel or close. Whoever pulls unwinds the chain; when nobody does, a
 * thread of the engine unwinds it, never the one that cancels.
 *
 * @param <R> the kind of answer
 */
final class CallStream<R extends LlmResponse> implements OpenAnswer<R> {
  private static final VarHandle STATE = Atomically.field(lookup(), "state", Object.class);

  private final Call call;
  private final @Nullable Duration total;
  private final Gateway gateway;
  private final ResponseAssembler<R> assembler;
  // A phase, or the Unwinding that is under way.
  private volatile Object state = Phase.PULLING;
  private @Nullable Registration onCancel;
  private @Nullable EventStream top;
  private @Nullable LlmException failure;
  private @Nullable R response;
  private boolean delivered;
  private final @Nullable Carried context;
  private volatile @Nullable Thread puller;
  private volatile @Nullable Thread reader; // since it has been given an event
  private volatile boolean closed;
  private volatile long lastPullNanos;

  /**
   * A call that has not begun.
   *
   * @param total what it says is its total, of which it may have had no more than the rest
   * @param context what a thread of the engine is to carry when it unwinds the call; null for
   *     nothing
   */
  CallStream(
      Call call,
      @Nullable Duration total,
      Gateway gateway,
      LlmRequest<R> request,
      @Nullable Carried context) {
    this.call = call;
    this.total = total;
    this.gateway = gateway;
    this.context = context;
    this.assembler = ResponseAssembler.of(request);
  }

  /** Runs the chain up to its first content; the only way to {@link RealChain#open} for a call. */
  void open(LlmRequest<R> request) {
    puller = Thread.currentThread();
    if (call.delivery() == Delivery.STREAMED) { // somebody always waits for a whole answer
      onCancel = call.cancellation().onCancel(this::unwindIfIdle);
    }
    try {
      top =
          call.drain().isOn()
              ? Handover.open(call, gateway, context, () -> chain(request))
              : chain(request);
      lastPullNanos = call.time().nanos();
    } catch (Throwable thrown) {
      throw fail(thrown);
    }
    rest();
  }

  private EventStream chain(LlmRequest<R> request) {
    return RealChain.open(call.scope(), 0, request, null);
  }

  @Override
  public String id() {
    return call.id();
  }

  @Override
  public boolean isEnded() {
    return state == Phase.ENDED;
  }

  @Override
  public boolean isCarriedBy(Thread thread) {
    return puller == thread || reader == thread;
  }

  @Override
  public void putDown() {
    reader = null;
  }

  @Override
  public boolean isUnreadSince(long nanos) {
    return state == Phase.IDLE && lastPullNanos - nanos < 0;
  }

  @Override
  public @Nullable LlmEvent next() {
    Object before = STATE.compareAndExchange(this, (Object) Phase.IDLE, (Object) Phase.PULLING);
    if (before != Phase.IDLE) {
      expectNothingMore(before);
      return null;
    }
    puller = Thread.currentThread();
    reader = puller;
    LlmEvent event;
    try {
      call.cancellation().throwIfCancelled();
      event = Objects.requireNonNull(Objects.requireNonNull(top).next());
      assembler.accept(event);
      delivered |= event instanceof ContentEvent;
      if (event instanceof Completed) {
        response = assembler.response(call.served());
      } else {
        lastPullNanos = call.time().nanos();
      }
    } catch (Throwable thrown) {
      throw fail(thrown);
    }
    if (event instanceof Completed) {
      end();
      call.restoreInterrupt();
    } else {
      rest();
    }
    return event;
  }

  @Override
  public R collect() {
    while (response == null) {
      next(); // throws when there is nothing more and no answer either
    }
    return response;
  }

  /** Returns after the end of a complete answer only. */
  private void expectNothingMore(Object before) {
    if (before == Phase.PULLING) {
      throw new IllegalStateException("two threads read the same stream at the same time");
    }
    if (before instanceof CallStream<?>.Unwinding unwinding) {
      unwinding.run();
      unwinding.done.join();
      call.restoreInterrupt();
    }
    if (closed) {
      throw new IllegalStateException("the stream is closed");
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Between two pulls: a cancel that came meanwhile finds nobody pulling, and is seen here. */
  private void rest() {
    puller = null;
    call.restoreInterrupt();
    state = Phase.IDLE;
    if (call.cancellation().isCancelled()) {
      unwindIfIdle();
    }
  }

  @Override
  public void cancelIfInterrupted() {
    Thread waiting = puller;
    if (waiting != null
        && call.cancellation().isInterruptedByOthers(waiting)
        && puller == waiting) {
      call.noteInterrupt(); // before what is woken can mistake the interrupt for the engine's own
      cancel(Reason.CALLER);
    }
  }

  @Override
  public boolean cancel(Reason reason) {
    return call.cancellation().cancel(reason);
  }

  @Override
  public void close() {
    closed = true;
    reader = null; // what goes on after this, such as a drain, does not wait for the reader
    if (!isEnded()) {
      cancel(Reason.CALLER);
    }
  }

  private void unwindIfIdle() {
    if (state == Phase.IDLE) {
      Unwinding task = new Unwinding();
      if (STATE.compareAndSet(this, (Object) Phase.IDLE, (Object) task)) {
        gateway.cleanUp(call.cancellation(), context == null ? task : context.on(task));
      }
    }
  }

  /** Closes the chain from outside; run once, by the engine or by a reader that came first. */
  private final class Unwinding implements Runnable {
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();

    @Override
    public void run() {
      if (claimed.compareAndSet(false, true)) {
        LlmException end = call.cancellation().ended();
        try {
          closeTop();
        } catch (Throwable broken) { // there is nobody to throw it to but a reader to be told
          end.addSuppressed(broken);
        } finally {
          tell(end);
        }
      }
    }

    /** A reader that waits goes on, whatever fails on the way to the end. */
    private void tell(LlmException end) {
      try {
        failure = end;
        failure = explained(end);
        end();
      } finally {
        done.complete(true);
      }
    }
  }

  private RuntimeException fail(Throwable thrown) {
    try {
      closeTop();
    } catch (Throwable second) { // what went wrong first is what the caller is told
      if (second != thrown) {
        thrown.addSuppressed(second);
      }
    }
    LlmException error = explained(thrown);
    failure = error;
    end();
    call.restoreInterrupt();
    if (Failures.isFatal(thrown)) {
      throw (Error) thrown;
    }
    return error;
  }

  private void closeTop() {
    if (top != null) {
      top.close();
    }
  }

  private void end() {
    if (onCancel != null) {
      onCancel.close();
    }
    puller = null;
    state = Phase.ENDED;
    gateway.ended(this, call);
  }

  /** What the caller is told: with the facts of the call and what he was given of the answer. */
  private LlmException explained(Throwable thrown) {
    LlmException.Builder facts = typed(thrown).toBuilder().callId(id()).attempts(attempts());
    if (delivered) {
      facts.interrupted().partial(assembler.partial());
    }
    return facts.build();
  }

  /** Its attempts as they stand; on any thread. */
  List<AttemptRecord> attempts() {
    return call.attempts();
  }

  private LlmException typed(Throwable thrown) {
    LlmException breach = call.breach();
    if (breach != null) {
      return breach;
    }
    if (thrown instanceof CallCancelledException cancelled
        && cancelled.reason() == Reason.DEADLINE) {
      return overdue().cause(thrown).build();
    }
    return thrown instanceof LlmException typed
        ? typed
        : LlmException.of(
                ErrorKind.PROTOCOL,
                "the answer could not be handed out, the cause tells why: "
                    + thrown.getClass().getName())
            .cause(thrown)
            .build();
  }

  private LlmException.Builder overdue() {
    PlaceWait place = call.place();
    return LlmException.of(
        ErrorKind.TIMEOUT,
        "the call took longer than its total of "
            + total
            + (place == null
                ? ": raise it or choose a faster target"
                : ", and at last waited " + place + ": raise either, or make fewer calls at once"));
  }

  private enum Phase {
    IDLE,
    PULLING,
    ENDED
  }
}
