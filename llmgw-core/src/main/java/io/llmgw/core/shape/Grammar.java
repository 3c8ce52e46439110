package io.llmgw.core.shape;

import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Ping;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.request.Operation;
import org.jspecify.annotations.Nullable;

/** The order of events, {@code Started content* Completed}, and which content goes with what. */
public final class Grammar {
  private Grammar() {}

  /** The rule that the next event breaks; null when it breaks none. */
  public static @Nullable String brokenBy(
      @Nullable LlmEvent event, boolean started, Operation operation) {
    if (event == null) {
      return "ends its stream without Completed";
    }
    if (event instanceof Started) {
      return started ? "sends Started a second time" : null;
    }
    if (!started && !(event instanceof Ping)) {
      return "sends " + event.getClass().getSimpleName() + " before Started";
    }
    if (event instanceof ContentEvent
        && (event instanceof VectorProduced) != (operation == Operation.EMBEDDINGS)) {
      return "answers " + operation + " with " + event.getClass().getSimpleName();
    }
    return null;
  }
}
