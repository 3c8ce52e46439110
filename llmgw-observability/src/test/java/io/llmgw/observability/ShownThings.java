package io.llmgw.observability;

import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.LlmResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Whatever somebody could read who prints things: the {@code toString} of each of ours, of all that
 * a record of ours holds, stack traces with their causes; and what the JDK's loggers write.
 * Thread-safe.
 */
final class ShownThings implements BeforeEachCallback, AfterEachCallback {
  private static final int DEEPEST = 12;

  private final Queue<String> texts = new ConcurrentLinkedQueue<>();
  private final Logger root = Logger.getLogger("");
  private final Level before = root.getLevel();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          addText(entry.getLoggerName() + " " + entry.getMessage());
          add(entry.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @Override
  public void beforeEach(ExtensionContext context) {
    root.addHandler(handler);
    root.setLevel(Level.ALL);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    root.setLevel(before);
    root.removeHandler(handler);
  }

  /** All of them. */
  List<String> texts() {
    return List.copyOf(texts);
  }

  void addText(String text) {
    texts.add(text);
  }

  /** Prints a thing; a text by itself is somebody's own, and is printed by nobody. */
  void add(@Nullable Object thing) {
    add(thing, 0);
  }

  private void add(@Nullable Object thing, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    if (thing instanceof Collection<?> several) {
      several.forEach(each -> add(each, depth + 1));
    } else if (thing instanceof Map<?, ?> map) {
      map.values().forEach(each -> add(each, depth + 1));
    } else if (thing instanceof Throwable failure) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      texts.add(trace.toString());
      if (failure instanceof LlmException error) {
        texts.add(error.providerCode() + " " + error.requestId());
        add(error.attempts(), depth + 1);
        add(error.partial(), depth + 1);
      }
    } else if (thing != null && thing.getClass().getName().startsWith("io.llmgw.")) {
      texts.add(thing.toString());
      if (thing instanceof Record) {
        addComponents(thing, depth);
      } else if (thing instanceof LlmRequest<?> request) {
        add(request.content(), depth + 1);
        add(request.options(), depth + 1);
      } else if (thing instanceof LlmResponse response) {
        add(response.served(), depth + 1);
        add(response.head(), depth + 1);
        add(response instanceof ChatResponse chat ? chat.message() : null, depth + 1);
      }
    }
  }

  private void addComponents(Object record, int depth) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        add(component.getAccessor().invoke(record), depth + 1);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new AssertionError(component.toString(), e);
      }
    }
  }
}
