package io.llmgw.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Cancels calls from anywhere, at any time, also before they have begun: {@code
 * llm.prompt(q).cancelledBy(handle).stream()}. It belongs to calls, not to requests. Cancelled
 * once, for good. Thread-safe.
 */
public final class CancelHandle {
  private final Set<Action> actions = new LinkedHashSet<>();
  private boolean cancelled;

  /** A handle that is not cancelled. */
  public CancelHandle() {}

  /**
   * Cancels every call that was given this handle, and every one that will be. Never blocks for the
   * calls to end; idempotent.
   */
  public void cancel() {
    List<Action> due;
    synchronized (actions) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      due = new ArrayList<>(actions);
      actions.clear();
    }
    due.forEach(registered -> registered.action.run());
  }

  /** Whether it is cancelled. */
  public boolean isCancelled() {
    synchronized (actions) {
      return cancelled;
    }
  }

  /**
   * Runs the action when this handle is cancelled, or at once when it is already. For engines; it
   * must be quick and must not throw.
   *
   * @return takes the action back; idempotent
   */
  public Runnable onCancel(Runnable action) {
    synchronized (actions) {
      if (!cancelled) {
        Action registered = new Action(action);
        actions.add(registered);
        return () -> remove(registered);
      }
    }
    action.run();
    return () -> {};
  }

  private void remove(Action registered) {
    synchronized (actions) {
      actions.remove(registered);
    }
  }

  /** One registration, told apart by identity: the same action may be registered twice. */
  private static final class Action {
    private final Runnable action;

    Action(Runnable action) {
      this.action = action;
    }
  }
}
