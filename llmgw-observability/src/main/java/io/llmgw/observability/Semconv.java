package io.llmgw.observability;

import java.util.Map;

/**
 * Which names OpenTelemetry's conventions for generative AI give to what is measured. They are not
 * stable yet: what dashboards know are those of version 1.41.
 */
public enum Semconv {
  /** Those of version 1.41, which are also what most other libraries emit. */
  V1_41,
  /**
   * Those of the repository {@code semantic-conventions-genai}, in the state of its commit {@code
   * 32c328e} ({@code docs/gen-ai/non-normative/migration.md}): what has changed there since is not
   * followed yet.
   */
  LATEST,
  /** Both, for as long as dashboards move: each series exists twice where the names differ. */
  BOTH;

  private static final String OPT_IN = "OTEL_SEMCONV_STABILITY_OPT_IN";
  private static final String LATEST_OF_GEN_AI = "gen_ai_latest_experimental";

  /**
   * What this environment asks for: {@link #LATEST} where {@code OTEL_SEMCONV_STABILITY_OPT_IN}
   * lists {@code gen_ai_latest_experimental}, else {@link #V1_41}.
   */
  public static Semconv of(Map<String, String> environment) {
    for (String wish : environment.getOrDefault(OPT_IN, "").split(",", -1)) {
      if (wish.strip().equals(LATEST_OF_GEN_AI)) {
        return LATEST;
      }
    }
    return V1_41;
  }

  /** Whether names of version 1.41 are among them. */
  public boolean isV141() {
    return this != LATEST;
  }

  /** Whether the latest names are among them. */
  public boolean isLatest() {
    return this != V1_41;
  }
}
