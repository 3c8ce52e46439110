package io.llmgw.providers.cohere.request;

import java.util.List;
import java.util.Locale;

/** What a model takes, as far as its id says (docs.cohere.com, "Models"). */
public final class CohereModel {
  private static final List<String> WITHOUT_THOUGHTS =
      List.of(
          "command-a-03",
          "command-a-translate",
          "command-a-vision",
          "command-light",
          "command-nightly",
          "command-r",
          "c4ai-");

  private CohereModel() {}

  /** Whether it thinks before it answers; so do those that are not known here. */
  public static boolean thinks(String model) {
    String id = model.toLowerCase(Locale.ROOT);
    for (String beginning : WITHOUT_THOUGHTS) {
      if (id.startsWith(beginning)) {
        return false;
      }
    }
    return !id.equals("command");
  }
}
