package io.llmgw.providers.bedrock;

import io.llmgw.providers.replay.EventAllocationContract;
import io.llmgw.providers.replay.StreamAllocation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What each chunk costs in memory, with an event of Anthropic's inside. */
class InvokeAllocationTest extends EventAllocationContract {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz";

  InvokeAllocationTest() {
    super(
        new StreamAllocation(InvokeReplayTest.READING),
        chunk("{\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"content\":[]}}", 3)
            + chunk(
                "{\"type\":\"content_block_start\",\"index\":0,"
                    + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
                5),
        chunk("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}", 1)
            + chunk("{\"type\":\"message_stop\"}", 2));
  }

  static String chunk(String inside, int padding) {
    String base64 = Base64.getEncoder().encodeToString(inside.getBytes(StandardCharsets.UTF_8));
    return "event: chunk\ndata: {\"bytes\":\""
        + base64
        + "\",\"p\":\""
        + ALPHABET.substring(0, padding)
        + "\"}\n\n";
  }

  @Override
  protected String event(String text) {
    return padded(text, 7);
  }

  @Override
  protected String padded(String text, int chars) {
    return chunk(
        "{\"type\":\"content_block_delta\",\"index\":0,"
            + "\"delta\":{\"type\":\"text_delta\",\"text\":\""
            + text
            + "\"}}",
        chars);
  }
}
