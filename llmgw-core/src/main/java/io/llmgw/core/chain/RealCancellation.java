package io.llmgw.core.chain;

import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token of a call, a fork or an attempt. Wake-ups stand in a linked list, since a token lives
 * for a few of them only; they run outside the lock. Thread-safe.
 */
public final class RealCancellation implements Cancellation, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RealCancellation.class);

  private final @Nullable WakeUp atParent;
  private final @Nullable Reason handedDown;
  private final @Nullable Predicate<RealCancellation> readsOn;
  private volatile @Nullable Reason reason;
  private volatile @Nullable LlmException timeout;
  // Set once the caller has left and this part of his call is read on for a while.
  private volatile @Nullable Reason putOff;
  private @Nullable WakeUp first;
  private @Nullable WakeUp foremost; // runs before those
  // What nobody has come across is kept for the next code that may block: a call has several.
  private @Nullable Interrupter spare;
  // Of the root alone, guarded by it: threads that carry an interrupt of this call's making.
  private @Nullable List<Thread> interrupted;

  /** The token of a call of its own. */
  public RealCancellation() {
    atParent = null;
    handedDown = null;
    readsOn = null;
  }

  private RealCancellation(
      RealCancellation parent,
      @Nullable Reason handedDown,
      @Nullable Predicate<RealCancellation> readsOn) {
    this.handedDown = handedDown;
    this.readsOn = readsOn;
    atParent = parent.register(null, this);
  }

  private Reason inherited(Reason ofParent) {
    return handedDown == null ? ofParent : handedDown;
  }

  private void left(Reason why) {
    if (why == Reason.CALLER && readsOn != null) {
      synchronized (this) {
        if (putOff != null) {
          return; // has been heard already
        }
        putOff = why;
      }
      if (readsOn.test(this)) {
        return;
      }
    }
    cancel(why);
  }

  /** Why this has ended, or is about to hear that it has; null for neither. */
  private @Nullable Reason dueReason() {
    Reason own = reason;
    if (own != null || atParent == null) {
      return own;
    }
    Reason ofParent = atParent.token().dueReason();
    return ofParent == null ? null : inherited(ofParent);
  }

  /** The token of a part of this token's call: ends with it, for the same reason. Close it. */
  public RealCancellation part() {
    return new RealCancellation(this, null, null);
  }

  /**
   * As {@link #part}, of one that may outlive its call: when the caller leaves, it is asked whether
   * it reads on, on the thread that cancels or the one that reads. Who says yes cancels this token
   * later; it then ends for the reason for which the call did, whatever ends it.
   */
  public RealCancellation part(Predicate<RealCancellation> readsOn) {
    return new RealCancellation(this, null, readsOn);
  }

  /**
   * Whether the caller has left, and this part of his call is read on or was. Who asks may come
   * before the thread that cancels, which has told others first: then it is asked here.
   */
  public boolean isPutOff() {
    if (putOff == null && readsOn != null && dueReason() == Reason.CALLER) {
      left(Reason.CALLER);
    }
    return putOff != null;
  }

  /** Whether it is the {@link #part} of that one, and none of a part or of a dependent call. */
  public boolean isPartOf(RealCancellation whole) {
    return atParent != null && handedDown == null && atParent.token() == whole;
  }

  /** The token of another call on behalf of this token's: ends with it, as its parent. Close it. */
  public RealCancellation dependent() {
    return new RealCancellation(this, Reason.PARENT, null);
  }

  @Override
  public boolean isCancelled() {
    return reason != null;
  }

  @Override
  public @Nullable Reason reason() {
    return reason;
  }

  private Reason reasonOr(Reason otherwise) {
    Reason now = reason;
    return now == null ? otherwise : now;
  }

  /** Cancels, once; the first reason stays. Runs the wake-ups on this thread. */
  public boolean cancel(Reason why) {
    return end(why, null);
  }

  /** Ends an attempt because one of its clocks ran out: it fails, where a cancel would end it. */
  public void timeOut(LlmException timeout) {
    end(Reason.DEADLINE, timeout);
  }

  /**
   * Cancels without a word, for several that are to end before one of them is told, each with its
   * {@linkplain #part parts}. Whoever does this tells them, by what is returned; a {@link #cancel}
   * that comes before does so too.
   */
  public Runnable cancelUntold(Reason why) {
    return mark(why, null) ? this::wakeUp : () -> {};
  }

  private boolean end(Reason why, @Nullable LlmException error) {
    boolean first = mark(why, error);
    wakeUp(); // also those of one that was cancelled untold: who cancels it may wait for its end
    return first;
  }

  private synchronized boolean mark(Reason why, @Nullable LlmException error) {
    if (reason != null) {
      return false;
    }
    Reason before = putOff;
    timeout = before == null ? error : null;
    reason = before == null ? why : before;
    markParts(reason);
    return true;
  }

  /**
   * A part that were told later could go on meanwhile, in a place that others make free. One that
   * may be read on decides as it is told; a dependent call is an open call of its own.
   */
  private void markParts(Reason why) {
    for (WakeUp wakeUp = first; wakeUp != null; wakeUp = wakeUp.next) {
      RealCancellation part = wakeUp.part;
      if (part != null
          && part.handedDown == null
          && (part.readsOn == null || why != Reason.CALLER)) {
        part.mark(why, null); // a part's lock is taken under that of its whole, never inversely
      }
    }
  }

  private void wakeUp() {
    WakeUp due;
    synchronized (this) {
      due = first;
      if (foremost != null) {
        foremost.next = first;
        due = foremost;
        foremost = null;
      }
      first = null;
    }
    while (due != null) {
      WakeUp next = due.next;
      due.run();
      due = next;
    }
  }

  /** Runs this before all wake-ups, as one may block; said once, before others have the token. */
  public synchronized void beforeWakeUps(Runnable action) {
    foremost = new WakeUp(action, null);
  }

  @Override
  public Registration onCancel(Runnable wakeUp) {
    return register(wakeUp, null);
  }

  private WakeUp register(@Nullable Runnable wakeUp, @Nullable RealCancellation part) {
    WakeUp registered = new WakeUp(wakeUp, part);
    if (!link(registered)) {
      registered.run();
    }
    return registered;
  }

  private synchronized boolean link(WakeUp wakeUp) {
    if (reason != null) {
      return false;
    }
    wakeUp.next = first;
    if (first != null) {
      first.previous = wakeUp;
    }
    first = wakeUp;
    return true;
  }

  @Override
  public void throwIfCancelled() {
    if (reason != null) {
      throw ended();
    }
  }

  /** Why whatever runs under this token ends; only while it is cancelled. */
  public LlmException ended() {
    LlmException clock = timeout;
    if (clock != null) {
      return clock.toBuilder().build();
    }
    Reason why = reasonOr(Reason.CALLER);
    return LlmException.of(ErrorKind.CANCELLED, "the call was ended early: " + why)
        .reason(why)
        .build();
  }

  @Override
  public <T extends @Nullable Object> T interruptible(Callable<T> code) throws Exception {
    Interrupter interrupter = watched(Thread.currentThread());
    T result;
    try {
      throwIfCancelled();
      result = code.call();
    } catch (Throwable thrown) {
      // Not every library lets the InterruptedException through.
      if (leave(interrupter)
          && thrown instanceof Exception
          && !(thrown instanceof CallCancelledException)) {
        LlmException end = ended();
        end.addSuppressed(thrown);
        throw end;
      }
      throw thrown;
    }
    leave(interrupter);
    return result;
  }

  /** A cancel interrupts the thread from now on. */
  private Interrupter watched(Thread thread) {
    Interrupter interrupter;
    synchronized (this) {
      interrupter = spare == null ? new Interrupter(this) : spare;
      spare = null;
    }
    interrupter.begin(thread);
    if (!link(interrupter.wakeUp())) {
      interrupter.wakeUp().run();
    }
    return interrupter;
  }

  /**
   * A cancel interrupts the thread no more.
   *
   * @return whether a cancel came before
   */
  private boolean leave(Interrupter interrupter) {
    synchronized (this) {
      interrupter.wakeUp().unlink();
      if (reason == null) { // so no canceller has it, nor will one come across it
        interrupter.putAway();
        interrupter.wakeUp().next = null;
        spare = interrupter;
        return false;
      }
    }
    return interrupter.finish();
  }

  /** Whether the thread is interrupted, and not because {@link #interruptible} woke it up. */
  public boolean isInterruptedByOthers(Thread thread) {
    RealCancellation root = root();
    synchronized (root) {
      return thread.isInterrupted()
          && (root.interrupted == null || !root.interrupted.contains(thread));
    }
  }

  /** Interrupts it on behalf of this call, whose lock is held. */
  void interrupt(Thread thread) {
    if (interrupted == null) {
      interrupted = new ArrayList<>(1);
    }
    interrupted.add(thread);
    thread.interrupt();
  }

  /** It carries no interrupt of this call any more, whose lock is held. */
  void forget(Thread thread) {
    Objects.requireNonNull(interrupted).remove(thread);
  }

  /** The token of the call, or of the work, that this is a part of; itself where it is none. */
  public RealCancellation root() {
    RealCancellation token = this;
    while (token.atParent != null) {
      token = token.atParent.token();
    }
    return token;
  }

  /** Leaves the parent. What is registered here is not called any more unless this is cancelled. */
  @Override
  public void close() {
    if (atParent != null) {
      atParent.close();
    }
  }

  /** Something that is told of a cancel. */
  final class WakeUp implements Registration {
    // One of the two: what runs, or the part that is told, which needs no code of its own.
    private final @Nullable Runnable action;
    private final @Nullable RealCancellation part;
    private @Nullable WakeUp next;
    private @Nullable WakeUp previous;

    WakeUp(@Nullable Runnable action, @Nullable RealCancellation part) {
      this.action = action;
      this.part = part;
    }

    RealCancellation token() {
      return RealCancellation.this;
    }

    void run() {
      try {
        if (action != null) {
          action.run();
        } else if (part != null) {
          part.left(part.inherited(reasonOr(Reason.PARENT)));
        }
      } catch (Throwable e) { // the others must be called whatever happens to this one
        // The message of a stranger's exception may hold text of the call: only classes are named.
        log.warn(
            "a wake-up of a cancelled call failed: {} threw {}",
            action == null ? "a part" : action.getClass().getName(),
            e.getClass().getName());
      }
    }

    @Override
    public void close() {
      synchronized (RealCancellation.this) {
        unlink();
      }
    }

    /** The same, by who holds the lock. */
    private void unlink() {
      if (first == this) {
        first = next;
      } else if (previous != null) {
        previous.next = next;
      } else {
        return; // taken back before, or handed to the canceller
      }
      if (next != null) {
        next.previous = previous;
      }
      previous = null;
    }
  }
}
