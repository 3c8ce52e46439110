package io.llmgw.core.thread;

import io.llmgw.api.ContextCapture;
import io.llmgw.api.ContextCapture.Captured;
import io.llmgw.api.ContextCapture.Restored;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is carried from the threads of the host to those of a call. Thread-safe. */
public final class Contexts {
  private static final Logger log = LoggerFactory.getLogger(Contexts.class);

  private final List<ContextCapture> captures = new ArrayList<>();

  /** The class loader, the logging context, and what the host and its features add. */
  public Contexts(List<ContextCapture> others) {
    captures.add(new LoaderCapture());
    captures.add(new MdcCapture());
    captures.addAll(others);
  }

  /** What the calling thread carries now. */
  public Carried capture() {
    List<Captured> captured = new ArrayList<>(captures.size());
    for (ContextCapture capture : captures) {
      try {
        captured.add(Objects.requireNonNull(capture.capture()));
      } catch (Throwable e) { // whatever it throws, the call goes on without it
        report(capture, e);
      }
    }
    return new Carried(captured);
  }

  private static void report(Object part, Throwable e) {
    log.warn(
        "a context is not carried: {} threw {}", part.getClass().getName(), e.getClass().getName());
  }

  /** What one thread carried, to be put onto others. Thread-safe. */
  public static final class Carried {
    private final List<Captured> captured;

    Carried(List<Captured> captured) {
      this.captured = captured;
    }

    /** The task, to be run with this context on whatever thread. */
    public Runnable on(Runnable task) {
      return () -> run(task);
    }

    private void run(Runnable task) {
      List<Restored> restored = restore();
      try {
        task.run();
      } finally {
        for (int i = restored.size() - 1; i >= 0; i--) {
          putBack(restored.get(i));
        }
      }
    }

    private List<Restored> restore() {
      List<Restored> restored = new ArrayList<>(captured.size());
      for (Captured context : captured) {
        try {
          restored.add(Objects.requireNonNull(context.restore()));
        } catch (Throwable e) { // the task must run: it is all that ends the call
          report(context, e);
        }
      }
      return restored;
    }

    private static void putBack(Restored context) {
      try {
        context.close();
      } catch (Throwable e) { // the others must be put back whatever happens to this one
        report(context, e);
      }
    }
  }
}
