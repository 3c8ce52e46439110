package io.llmgw.examples.extended;

import io.llmgw.api.LlmClient;
import java.util.Map;

/**
 * Uses a provider and a policy that two jars offer. Nothing here names their classes: the jars are
 * on the path, and the client is asked for them by name.
 */
public final class ExtendedApp {
  private ExtendedApp() {}

  /** Prints what would happen, and then does it. */
  public static void main(String[] args) {
    try (LlmClient llm = client("1000")) {
      System.out.println(llm.prompt("light blue is sky the").explain());
      System.out.println(llm.prompt("light blue is sky the").text());
    }
  }

  static LlmClient client(String mostCharacters) {
    return LlmClient.builder()
        .provider("reverse", Map.of("pace", "PT0.001S"))
        .use("length-limit", Map.of("most-characters", mostCharacters))
        .defaultModel("reverse/any")
        .build();
  }
}
