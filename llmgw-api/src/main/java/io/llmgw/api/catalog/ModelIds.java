package io.llmgw.api.catalog;

import io.llmgw.api.route.ModelRef;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids under which a table may list a model that is called by a longer one. Only what names a
 * version or a place is left away, never what may be another product: {@code :free}, {@code
 * -latest}, {@code -mini} stay.
 */
final class ModelIds {
  // -2025-08-07 (OpenAI, Azure), -20250929 (Anthropic), @20250929 and @default (Vertex).
  private static final Pattern DATED =
      Pattern.compile("(.+?)(-20\\d\\d-[01]\\d-[0-3]\\d|[-@]20\\d\\d[01]\\d[0-3]\\d|@default)");

  // gemini-2.0-flash-001: a fixed version of a stable model (ai.google.dev, Gemini API, models).
  private static final Pattern NUMBERED = Pattern.compile("(gemini-.+?)-00\\d");

  // us.anthropic...: an inference profile. It costs what the region costs from which it is called
  // (AWS, Bedrock user guide, cross-region inference); a global one has a price of its own.
  private static final Pattern REGIONAL = Pattern.compile("(?:us|eu|apac|jp|au|ca)\\.(.+)");

  private static final Pattern BEDROCK_ARN =
      Pattern.compile("arn:aws[^:]*:bedrock:.*:(?:inference-profile|foundation-model)/(.+)");

  private ModelIds() {}

  /** Less exact ids than the one given, the most exact first; empty for most. */
  static List<ModelRef> broader(ModelRef ref) {
    List<String> ids = new ArrayList<>();
    ids.add(ref.model());
    switch (ref.provider()) {
      case "bedrock" -> addOfBedrock(ids, ref.model());
      case "openai", "azure" -> addTuned(ids, ref.model());
      case "gemini", "vertex" -> addOfGoogle(ids, ref.model());
      default -> {}
    }
    for (String id : List.copyOf(ids)) {
      addMatch(ids, DATED, id);
    }
    List<ModelRef> refs = new ArrayList<>(ids.size() - 1);
    for (String id : ids.subList(1, ids.size())) {
      refs.add(new ModelRef(ref.provider(), id));
    }
    return refs;
  }

  private static void addOfBedrock(List<String> ids, String model) {
    Matcher arn = BEDROCK_ARN.matcher(model);
    String id = model;
    if (arn.matches()) {
      id = arn.group(1);
      ids.add(id);
    }
    Matcher regional = REGIONAL.matcher(id);
    if (regional.matches()) {
      ids.add("regional." + regional.group(1));
      ids.add(regional.group(1));
    } else if (!id.startsWith("global.")) {
      ids.add("regional." + id);
    }
  }

  /** {@code ft:gpt-4o-2024-08-06:organisation:name:id} is listed, if at all, as a tuned gpt-4o. */
  private static void addTuned(List<String> ids, String model) {
    int end = model.startsWith("ft:") ? model.indexOf(':', "ft:".length()) : -1;
    if (end > 0) {
      ids.add(model.substring(0, end));
    }
  }

  private static void addOfGoogle(List<String> ids, String model) {
    String id = model;
    if (model.startsWith("models/")) {
      id = model.substring("models/".length());
      ids.add(id);
    }
    addMatch(ids, NUMBERED, id);
  }

  private static void addMatch(List<String> ids, Pattern pattern, String id) {
    Matcher matcher = pattern.matcher(id);
    if (matcher.matches() && !ids.contains(matcher.group(1))) {
      ids.add(matcher.group(1));
    }
  }
}
