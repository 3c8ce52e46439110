package io.llmgw.api.catalog;

import io.llmgw.api.route.ModelRef;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the table that the engine's artifact brings, read when first asked for. Thread-safe:
 * two threads that ask first at the same time may both read, and read the same.
 */
final class BuiltInTable {
  private volatile @Nullable Map<ModelRef, ModelFacts> rows;

  /**
   * All rows, in the order of the file.
   *
   * @throws IllegalStateException if there is no table, or it cannot be read
   */
  Map<ModelRef, ModelFacts> rows() {
    Map<ModelRef, ModelFacts> known = rows;
    if (known == null) {
      known = read(find());
      rows = known;
    }
    return known;
  }

  private static ModelTable find() {
    Iterator<ModelTable> tables = ServiceLoader.load(ModelTable.class).iterator();
    if (!tables.hasNext()) {
      tables = ServiceLoader.load(ModelTable.class, ModelTable.class.getClassLoader()).iterator();
    }
    if (!tables.hasNext()) {
      throw new IllegalStateException(
          "no table of models found: add the artifact io.llmgw:llmgw-core at run time");
    }
    return tables.next();
  }

  private static Map<ModelRef, ModelFacts> read(ModelTable table) {
    List<ModelFacts> facts;
    try (InputStream in = table.open()) {
      facts = ModelFile.read(in, table.name());
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "the built-in table of models cannot be read: " + e.getMessage(), e);
    }
    Map<ModelRef, ModelFacts> rows = new LinkedHashMap<>(facts.size() * 2);
    for (ModelFacts row : facts) {
      rows.put(row.ref(), row);
    }
    return rows;
  }
}
