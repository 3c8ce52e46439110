package io.llmgw.core.thread;

import io.llmgw.api.ContextCapture;
import io.llmgw.api.ContextCapture.Captured;
import io.llmgw.api.ContextCapture.Restored;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is carried from the threads of the host to those of a call. Thread-safe. */
public final class Contexts {
  private static final Logger log = LoggerFactory.getLogger(Contexts.class);

  private final List<ContextCapture> captures = new ArrayList<>();

  /** The logging context, and what the host adds. */
  public Contexts(List<ContextCapture> ofHost) {
    captures.add(new MdcCapture());
    captures.addAll(ofHost);
  }

  /** What the calling thread carries now. */
  public Carried capture() {
    List<Captured> captured = new ArrayList<>(captures.size());
    for (ContextCapture capture : captures) {
      try {
        captured.add(capture.capture());
      } catch (RuntimeException e) {
        report(capture, e);
      }
    }
    return new Carried(captured);
  }

  private static void report(Object part, RuntimeException e) {
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
      List<Restored> restored = new ArrayList<>(captured.size());
      try {
        for (Captured context : captured) {
          try {
            restored.add(context.restore());
          } catch (RuntimeException e) {
            report(context, e);
          }
        }
        task.run();
      } finally {
        for (int i = restored.size() - 1; i >= 0; i--) {
          putBack(restored.get(i));
        }
      }
    }

    private static void putBack(Restored context) {
      try {
        context.close();
      } catch (RuntimeException e) {
        report(context, e);
      }
    }
  }
}
