package io.llmgw.hosts.plain;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.llmgw.api.LlmClient;
import io.llmgw.hosts.Visit;
import java.nio.file.Path;
import java.util.Map;

/** A program with a class path on which Jackson 2 lies, and is used, beside llmgw's Jackson 3. */
public final class PlainHost {
  private PlainHost() {}

  public static void main(String[] arguments) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    Map<?, ?> settings = mapper.readValue(arguments[0], Map.class);
    Path certificate = Path.of((String) settings.get("trust"));
    Visit.tellJars();
    Visit.tellJar(mapper.getClass().getName());
    try (LlmClient llm = Visit.client((String) settings.get("http1"), certificate, false)) {
      Visit.talk("HTTP/1.1", llm);
    }
    try (LlmClient llm = Visit.client((String) settings.get("http2"), certificate, true)) {
      Visit.talk("HTTP/2", llm);
    }
    Visit.tellThreads();
  }
}
