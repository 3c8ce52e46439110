package io.llmgw.providers.openai;

import io.llmgw.providers.replay.AlteredFrames;
import io.llmgw.providers.replay.ParsedFrames;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chunks that repeat but for their words say what the parser says of them. */
class RecurringChunkTest {
  private static final String START =
      """
      data: {"id":"c1","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

      data: {"id":"c1","model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","function":{"name":"f","arguments":""}}]}}]}

      """;
  private static final String END =
      """
      data: {"id":"c1","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

      data: [DONE]

      """;
  private static final List<String> CHUNKS =
      List.of(
          "data: {\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":"
              + "{\"content\":\"WORD\"},\"finish_reason\":null}],\"obfuscation\":\"aB3\"}",
          "data: {\"choices\":[{\"delta\":{\"content\":\"WORD\"},\"finish_reason\":null,"
              + "\"index\":0,\"logprobs\":null}],\"id\":\"c1\",\"usage\":null}",
          "data: {\"p\":\"abc\",\"id\":\"c1\",\"choices\":[{\"delta\":{\"content\":\"WORD\"}}]}",
          "data: {\"id\":\"c1\",\"choices\":[{\"delta\":{\"content\":\"\",\"reasoning\":\"WORD\","
              + "\"role\":\"assistant\"},\"native_finish_reason\":null}]}",
          "data: {\"id\":\"c1\",\"choices\":[{\"delta\":{\"reasoning_content\":\"WORD\","
              + "\"content\":null}}]}",
          "data: {\"id\":\"c1\",\"choices\":[{\"delta\":{\"reasoning_content\":\"WORD\","
              + "\"reasoning\":\"three\"}}]}",
          "data: {\"id\":\"c1\",\"choices\":[{\"delta\":{\"content\":\"WORD\",\"content\":\"\"}}]}",
          "data: {\"id\":\"c1\",\"choices\":[{\"delta\":{\"content\":[{\"type\":\"thinking\","
              + "\"thinking\":[{\"type\":\"text\",\"text\":\"WORD\"}]}]}}],\"p\":\"ab\"}",
          "data: {\"id\":\"c1\",\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,"
              + "\"function\":{\"arguments\":\"WORD\"}}]}}],\"obfuscation\":\"x\"}",
          "data: {\"id\":\"c1\",\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":"
              + "{\"arguments\":\"WORD\",\"arguments\":{\"a\":1}}}]}}]}",
          "data: {\"id\":\"c1\",\"choices\":[{\"index\":1,\"delta\":{\"content\":\"WORD\"}},"
              + "{\"index\":0,\"delta\":{}}]}",
          "data: {\"id\":\"c1\",\"choices\":[{\"index\":1,\"delta\":{\"content\":\"three\"}},"
              + "{\"index\":0,\"delta\":{\"content\":\"WORD\"}}]}",
          "data: {\"id\":\"c1\",\"choices\":[{\"delta\":{\"refusal\":\"WORD\"}}],"
              + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}",
          "data: {\"id\":\"c1\",\"choices\":[{\"delta\":{\"content\":\"WORD\","
              + "\"extra_content\":{\"google\":{\"thought_signature\":\"c2ln\"}}}}]}",
          "event: chunk\ndata: {\"id\":\"c1\",\"choices\":[{\"delta\":{\"content\":\"WORD\"}}]}",
          "event: error\ndata: {\"id\":\"c1\",\"choices\":[{\"delta\":{\"content\":\"WORD\"}}]}",
          "data: {\"id\":\"c1\",\"choices\":[{\"delta\":{\"content\":\"WORD\"}}],\n"
              + "data: \"error\":null}");

  @Test
  void saysWhatTheParserSays() {
    new AlteredFrames(Decoding.READING, START, CHUNKS, END).compare();
  }

  /** A frame that repeats the one before is read as that was, which has no name of its own. */
  @Test
  void aCallThatTakesTheNameOfTheOneBeforeGivesItToNoPieceBehind() {
    StringBuilder stream = new StringBuilder();
    for (String function :
        List.of(
            "\"name\":\"f\",\"arguments\":\"\"",
            "\"name\":\"f\",\"arguments\":\"{}\"",
            "\"arguments\":\"{\\\"a\\\":1}\"",
            "\"arguments\":\" more \"",
            "\"arguments\":\"and more\"")) {
      stream
          .append("data: {\"id\":\"c1\",\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,")
          .append("\"function\":{")
          .append(function)
          .append("}}]}}]}\n\n");
    }
    stream.append(END);

    new ParsedFrames(Decoding.READING).compare(stream.toString().getBytes(StandardCharsets.UTF_8));
  }
}
