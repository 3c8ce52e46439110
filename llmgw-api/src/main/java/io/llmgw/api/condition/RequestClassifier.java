package io.llmgw.api.condition;

import io.llmgw.api.request.LlmRequest;
import org.jspecify.annotations.Nullable;

/**
 * Names the task of a request, so that routes can send summaries elsewhere than code. Asked at most
 * once a call, when a route or a quality depends on the task and the request does not say it by
 * {@link Task}. Thread-safe. It runs on the caller's thread before anything is sent: one that asks
 * a model costs every call a wait. One that fails has named no task; the call goes on, and its
 * trail says so.
 */
@FunctionalInterface
public interface RequestClassifier {
  /** The task, in lower case by custom; null when it is none that is known here. */
  @Nullable String task(LlmRequest<?> request);

  /** A classifier by cues in the last message of the user; see {@link CueClassifier}. */
  static RequestClassifier byRules() {
    return CueClassifier.STANDARD;
  }
}
