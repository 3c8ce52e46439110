package io.llmgw.test.simulated;

import java.util.List;

/** What a reply says, whatever the wire format. */
sealed interface Content {
  /** An answer in text, token by token. */
  record Text(String text) implements Content {}

  /** Calls of tools. */
  record Tools(List<ToolUse> calls) implements Content {
    /** Copies the list. */
    public Tools {
      calls = List.copyOf(calls);
    }
  }

  /** One call of a tool. */
  record ToolUse(String name, String argumentsJson) {}

  /** A body as it is, with a status. */
  record Raw(int status, String contentType, String body) implements Content {}

  /** An error of this status in the provider's own form. */
  record Failure(int status, String code, String message) implements Content {}
}
