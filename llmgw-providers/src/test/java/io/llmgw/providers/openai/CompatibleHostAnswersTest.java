package io.llmgw.providers.openai;

import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.replay.GoldenAnswers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * What each host sends otherwise than OpenAI, one file for each way in which it does, read by the
 * host's own page. A host without files has no page here.
 */
class CompatibleHostAnswersTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/hosts");

  @TestFactory
  Stream<DynamicNode> readsWhatTheHostSends() throws IOException {
    List<DynamicNode> hosts = new ArrayList<>();
    List<Dialect> pages = new ArrayList<>(List.of(Mistral.DIALECT));
    for (CompatibleHost host : EnumSet.complementOf(EnumSet.of(CompatibleHost.GENERIC))) {
      pages.add(host.dialect());
    }
    for (Dialect host : pages) {
      GoldenAnswers answers = answersOf(host);
      hosts.add(
          DynamicContainer.dynamicContainer(
              host.name(),
              Stream.of(answers.whole(), answers.streamed(), answers.refused())
                  .flatMap(tests -> tests)));
    }
    return hosts.stream();
  }

  private static GoldenAnswers answersOf(Dialect host) {
    return new GoldenAnswers(
        new FormatReading(new OpenAiChatFormat(host), host.name(), "model-1"),
        FOLDER.resolve(host.name()));
  }
}
