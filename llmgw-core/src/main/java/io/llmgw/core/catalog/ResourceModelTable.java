package io.llmgw.core.catalog;

import io.llmgw.api.catalog.ModelTable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The table that lies beside this class in the jar. */
public final class ResourceModelTable implements ModelTable {
  private static final String FILE = "models.jsonl";

  @Override
  public String name() {
    return FILE;
  }

  @Override
  public InputStream open() throws IOException {
    InputStream in = ResourceModelTable.class.getResourceAsStream(FILE);
    if (in == null) {
      throw new FileNotFoundException(FILE + " is missing in the jar of llmgw-core");
    }
    return in;
  }
}
