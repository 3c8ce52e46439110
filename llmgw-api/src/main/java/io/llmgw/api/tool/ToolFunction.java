package io.llmgw.api.tool;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Tool} does. It is called on a thread of the engine, with the context of whoever
 * made the call, and is interrupted when the run ends early. Several may run at the same time, the
 * same one too: thread-safe.
 *
 * @param <A> its arguments
 */
@FunctionalInterface
public interface ToolFunction<A> {
  /**
   * Answers one call of the model.
   *
   * @return what the model is told: a {@code String}, a {@link io.llmgw.api.json.Json}, a {@link
   *     io.llmgw.api.content.Part} or a list of them, a {@link io.llmgw.api.content.ToolResult},
   *     whose call id is replaced; anything else is written as JSON, as {@link ReturnedValue} says:
   *     of what it cannot write the model is told that the tool has run. A {@link
   *     java.util.concurrent.CompletionStage} of any of these is waited for, and cancelled with the
   *     run
   * @throws ToolException when it fails and the model may know why
   * @throws Exception when it fails; the model is told the name of the exception's class, never the
   *     message, unless {@link ToolFailures#END_RUN} is set
   */
  @Nullable Object call(A arguments) throws Exception;
}
