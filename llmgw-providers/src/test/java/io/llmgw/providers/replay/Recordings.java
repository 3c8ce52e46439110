package io.llmgw.providers.replay;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of recordings that the property {@code llmgw.exchanges} or the variable {@code
 * LLMGW_EXCHANGES} names. Nothing of it is in this repository.
 */
public final class Recordings {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String NOT_NAMED =
      "neither llmgw.exchanges nor LLMGW_EXCHANGES names a folder of recordings";

  private final Path folder;

  private Recordings(Path folder) {
    this.folder = folder;
  }

  /** The recordings, null where no folder is named. */
  private static @Nullable Recordings find() {
    String named = System.getProperty("llmgw.exchanges");
    if (named == null || named.isBlank()) {
      named = System.getenv("LLMGW_EXCHANGES");
    }
    if (named == null || named.isBlank()) {
      return null;
    }
    Path folder = Path.of(named);
    // Builds run in the folder of their module, the variable may be relative to the repository's.
    for (Path base : List.of(Path.of(""), Path.of(".."))) {
      if (Files.isRegularFile(base.resolve(folder).resolve("index.json"))) {
        return new Recordings(base.resolve(folder));
      }
    }
    throw new IllegalStateException("no index.json in the folder of recordings " + folder);
  }

  /** The recordings; a test that needs them is skipped where no folder is named. */
  public static Recordings required() {
    Recordings found = find();
    if (found == null) {
      throw new TestAbortedException(NOT_NAMED);
    }
    return found;
  }

  /** Tests of the recordings; one that says why it is skipped where no folder is named. */
  public static Stream<DynamicNode> tests(
      Function<Recordings, Stream<? extends DynamicNode>> tests) {
    Recordings found = find();
    // A test of its own, since reports do not count a factory that is skipped.
    return found == null
        ? Stream.of(DynamicTest.dynamicTest("skipped: " + NOT_NAMED, Recordings::required))
        : tests.apply(found).map(test -> test);
  }

  /** All exchanges with a provider over one of its APIs, in the order of the index. */
  public List<Exchange> of(String provider, String api) {
    return matching(entry -> is(entry, "provider", provider) && is(entry, "api", api));
  }

  /** All exchanges over an API, whoever the provider is, in the order of the index. */
  public List<Exchange> of(String api) {
    return matching(entry -> is(entry, "api", api));
  }

  private static boolean is(JsonNode entry, String field, String value) {
    return entry.path(field).asString("").equals(value);
  }

  private List<Exchange> matching(Predicate<JsonNode> wanted) {
    List<Exchange> found = new ArrayList<>();
    for (JsonNode entry : read("index.json").path("exchanges")) {
      if (wanted.test(entry)) {
        String file = entry.path("file").stringValue();
        found.add(new Exchange(file, read(file)));
      }
    }
    return found;
  }

  /** The exchange of this name. */
  public Exchange named(String file) {
    return new Exchange(file, read(file));
  }

  /** How many there are, by API and provider. */
  public Map<String, Map<String, Integer>> counts() {
    Map<String, Map<String, Integer>> counts = new TreeMap<>();
    for (JsonNode entry : read("index.json").path("exchanges")) {
      counts
          .computeIfAbsent(entry.path("api").asString(""), api -> new TreeMap<>())
          .merge(entry.path("provider").asString(""), 1, Integer::sum);
    }
    return counts;
  }

  /** Everybody who answered over one API. */
  public Set<String> providersOf(String api) {
    Set<String> providers = new TreeSet<>();
    for (JsonNode entry : read("index.json").path("exchanges")) {
      if (entry.path("api").asString("").equals(api)) {
        providers.add(entry.path("provider").stringValue());
      }
    }
    return providers;
  }

  private JsonNode read(String file) {
    return JSON.readTree(folder.resolve(file));
  }
}
