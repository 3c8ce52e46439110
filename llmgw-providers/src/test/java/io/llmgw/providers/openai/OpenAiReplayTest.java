package io.llmgw.providers.openai;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class OpenAiReplayTest {
  /** Broken when they were recorded or published, by file, with the reason. */
  private static final Map<String, String> BROKEN = Map.of();

  @TestFactory
  Stream<DynamicTest> readsWhatOpenAiSent() {
    return new ChatCompletionsReplay("openai", OpenAi.DIALECT, BROKEN).tests();
  }
}
