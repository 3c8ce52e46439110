package io.llmgw.api.condition;

import io.llmgw.api.request.RequestOption;

/**
 * What a request is for, as the application knows it: {@code prompt.with(Task.of("summary"))}. Goes
 * before what a classifier says.
 *
 * @param name not blank
 */
public record Task(String name) implements RequestOption {
  /** Checks the name. */
  public Task {
    if (name.isBlank()) {
      throw new IllegalArgumentException("the name of a task is blank");
    }
  }

  /** This task. */
  public static Task of(String name) {
    return new Task(name);
  }

  @Override
  public Class<Task> key() {
    return Task.class;
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
