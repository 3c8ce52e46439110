package io.llmgw.api.catalog;

import java.io.IOException;
import java.io.InputStream;

/**
 * A table of models as a file in the form that {@link ModelCatalog#withFile} reads: the service by
 * which {@code llmgw-core} provides the built-in one. Not for applications.
 */
public interface ModelTable {
  /** The name of the table, for messages. */
  String name();

  /**
   * The table, from its beginning; whoever opens it closes it.
   *
   * @throws IOException if it cannot be read
   */
  InputStream open() throws IOException;
}
