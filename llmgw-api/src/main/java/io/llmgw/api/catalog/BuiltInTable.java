package io.llmgw.api.catalog;

import io.llmgw.api.route.ModelRef;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The table that the engine's artifact brings. Its lines are found by their beginnings when it is
 * first asked for, and a line is read when its model is: the first call waits for neither. That all
 * lines can be read is a test of the build.
 *
 * <p>Thread-safe: two threads that ask first at the same time may both read, and read the same.
 */
final class BuiltInTable {
  private static final String PROVIDER = "{\"provider\":\"";
  private static final String MODEL = "\",\"model\":\"";

  private volatile @Nullable Rows rows;

  /** What is known of exactly this model; null if it is not listed. */
  @Nullable ModelFacts find(ModelRef ref) {
    Row row = rows().listed.get(ref);
    return row == null ? null : row.facts();
  }

  /** What is known of the newest listed version of a model that is called without; null if none. */
  @Nullable ModelFacts findVersion(ModelRef ref, List<ModelRef> broader) {
    Map<ModelRef, Row> versions = rows().versions;
    Row row = versions.get(ref);
    for (int i = 0; i < broader.size() && row == null; i++) {
      row = versions.get(broader.get(i));
    }
    return row == null ? null : row.facts();
  }

  /** All models, in the order of the file. */
  List<ModelFacts> all() {
    List<ModelFacts> all = new ArrayList<>();
    rows().listed.values().forEach(row -> all.add(row.facts()));
    return all;
  }

  private Rows rows() {
    Rows known = rows;
    if (known == null) {
      known = read(table());
      rows = known;
    }
    return known;
  }

  /** The library's own loader first: the context's may hold another copy of it. */
  private static ModelTable table() {
    Throwable broken = null;
    for (ClassLoader loader : loaders()) {
      try {
        Iterator<ModelTable> tables = ServiceLoader.load(ModelTable.class, loader).iterator();
        if (tables.hasNext()) {
          return tables.next();
        }
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        broken = e;
      }
    }
    throw new IllegalStateException(
        "no table of models found: add the artifact io.llmgw:llmgw-core at run time", broken);
  }

  private static List<@Nullable ClassLoader> loaders() {
    return Arrays.asList(
        ModelTable.class.getClassLoader(), Thread.currentThread().getContextClassLoader());
  }

  private static Rows read(ModelTable table) {
    String[] lines;
    try (InputStream in = table.open()) {
      lines = ModelFile.lines(in, table.name());
    } catch (IOException e) {
      throw new IllegalStateException("the built-in table of models cannot be read", e);
    }
    Rows rows = new Rows(new LinkedHashMap<>(lines.length * 2), new HashMap<>());
    for (int i = 0; i < lines.length; i++) {
      Row row = new Row(lines[i], table.name(), i + 1);
      if (!lines[i].isBlank()) {
        rows.add(ref(row), row);
      }
    }
    return rows;
  }

  private static ModelRef ref(Row row) {
    String line = row.line;
    int model = line.indexOf(MODEL);
    int start = model + MODEL.length();
    int end = line.indexOf('"', start);
    if (!line.startsWith(PROVIDER) || model < 0 || end < 0) {
      throw new IllegalStateException(
          row.file + ", line " + row.number + ": must begin with provider and model");
    }
    return new ModelRef(line.substring(PROVIDER.length(), model), line.substring(start, end));
  }

  /**
   * The lines of a table.
   *
   * @param listed each under its id, in the order of the file
   * @param versions those of one version, under the id without it; of several the one listed last
   */
  private record Rows(Map<ModelRef, Row> listed, Map<ModelRef, Row> versions) {
    void add(ModelRef ref, Row row) {
      listed.put(ref, row);
      ModelRef unversioned = ModelIds.unversioned(ref);
      if (unversioned != null) {
        versions.put(unversioned, row);
      }
    }
  }

  /** A line, and what it says once it is read. */
  private static final class Row {
    private final String line;
    private final String file;
    private final int number;
    private volatile @Nullable ModelFacts facts;

    Row(String line, String file, int number) {
      this.line = line;
      this.file = file;
      this.number = number;
    }

    ModelFacts facts() {
      ModelFacts known = facts;
      if (known == null) {
        known = ModelFile.readLine(line, file, number);
        facts = known;
      }
      return known;
    }
  }
}
