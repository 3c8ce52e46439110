package io.llmgw.api.catalog;

import io.llmgw.api.route.ModelRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ids under which a table may list a model that is called by a longer one. Only what names a
 * version or a place is left away, never what may be another product: {@code :free}, {@code
 * -latest}, {@code -mini} stay.
 */
final class ModelIds {
  // OpenAI and Azure; Anthropic; Vertex, twice. '#' is a digit.
  private static final List<String> VERSIONS =
      List.of("-20##-##-##", "-20######", "@20######", "@default");

  // gemini-2.0-flash-001: a fixed version of a stable model (ai.google.dev, Gemini API, models).
  private static final List<String> GEMINI_VERSIONS = List.of("-00#");

  // us.anthropic...: an inference profile. It costs what the region costs from which it is called
  // (AWS, Bedrock user guide, cross-region inference); a global one has a price of its own.
  private static final Set<String> REGIONS = Set.of("us", "eu", "apac", "jp", "au", "ca");

  private static final List<String> BEDROCK_RESOURCES =
      List.of(":inference-profile/", ":foundation-model/");

  // As the provider is called; tables have its models under another name.
  private static final String VERTEX_AI = "vertexai";
  private static final String VERTEX_ANTHROPIC = "vertex-anthropic";

  // At Vertex: a path to a model, and the version that a name without one stands for.
  private static final String MODELS = "/models/";
  private static final String CLAUDE = "claude-";
  private static final String USUAL_VERSION = "@default";

  private ModelIds() {}

  /** Less exact ids than the one given, the most exact first; empty for most. */
  static List<ModelRef> broader(ModelRef ref) {
    List<String> ids = new ArrayList<>();
    ids.add(ref.model());
    boolean listedElsewhere = ref.provider().equals(VERTEX_AI);
    String provider = listedElsewhere ? "vertex" : ref.provider();
    switch (provider) {
      case "bedrock" -> addOfBedrock(ids, ref.model());
      case "openai", "azure" -> addTuned(ids, ref.model());
      case "gemini", "vertex", VERTEX_ANTHROPIC -> addOfGoogle(ids, ref.model());
      default -> {}
    }
    for (String id : List.copyOf(ids)) {
      addWithout(VERSIONS, ids, id);
    }
    if (provider.startsWith("vertex")) {
      addUsualVersions(ids);
    }
    List<ModelRef> refs = new ArrayList<>(ids.size());
    for (String id : ids.subList(listedElsewhere ? 0 : 1, ids.size())) {
      refs.add(new ModelRef(provider, id));
    }
    return refs;
  }

  private static void addOfBedrock(List<String> ids, String model) {
    String id = model;
    for (String resource : BEDROCK_RESOURCES) {
      int name = model.startsWith("arn:") ? model.indexOf(resource) : -1;
      if (name > 0) {
        id = model.substring(name + resource.length());
        ids.add(id);
      }
    }
    int dot = id.indexOf('.');
    if (dot > 0 && REGIONS.contains(id.substring(0, dot))) {
      ids.add("regional" + id.substring(dot));
      ids.add(id.substring(dot + 1));
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
    int path = id.lastIndexOf(MODELS);
    if (path > 0) {
      id = id.substring(path + MODELS.length());
      ids.add(id);
    }
    if (id.startsWith("gemini-")) {
      addWithout(GEMINI_VERSIONS, ids, id);
    }
  }

  private static void addUsualVersions(List<String> ids) {
    for (String id : List.copyOf(ids)) {
      if (id.startsWith(CLAUDE) && id.indexOf('@') < 0) {
        ids.add(id + USUAL_VERSION);
      }
    }
  }

  /**
   * The id of a model of which exactly one version is named; null for all others. Claude at Vertex
   * is listed under its version and called without.
   */
  static @Nullable ModelRef unversioned(ModelRef listed) {
    int version = listed.model().indexOf('@');
    return version > 0 && listed.model().startsWith(CLAUDE)
        ? new ModelRef(listed.provider(), listed.model().substring(0, version))
        : null;
  }

  private static void addWithout(List<String> versions, List<String> ids, String id) {
    for (String version : versions) {
      int end = id.length() - version.length();
      if (end > 0 && isAt(id, end, version)) {
        ids.add(id.substring(0, end));
      }
    }
  }

  private static boolean isAt(String id, int start, String version) {
    for (int i = 0; i < version.length(); i++) {
      char wanted = version.charAt(i);
      char found = id.charAt(start + i);
      if (wanted == '#' ? found < '0' || found > '9' : found != wanted) {
        return false;
      }
    }
    return true;
  }
}
