package io.llmgw.hosts.modular;

import io.llmgw.api.LlmClient;
import io.llmgw.hosts.Visit;
import java.nio.file.Path;

/** A program of named modules. Arguments: the address with HTTP/1.1, with HTTP/2, whom to trust. */
public final class ModularHost {
  private ModularHost() {}

  public static void main(String[] arguments) throws Exception {
    if (!ModularHost.class.getModule().isNamed() || !LlmClient.class.getModule().isNamed()) {
      throw new IllegalStateException("not on the module path");
    }
    Path certificate = Path.of(arguments[2]);
    Visit.tellJars();
    try (LlmClient llm = Visit.client(arguments[0], certificate, false)) {
      Visit.talk("HTTP/1.1", llm);
    }
    try (LlmClient llm = Visit.client(arguments[1], certificate, true)) {
      Visit.talk("HTTP/2", llm);
    }
    Visit.tellThreads();
  }
}
