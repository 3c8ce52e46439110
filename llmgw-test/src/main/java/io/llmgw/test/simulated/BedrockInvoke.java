package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.api.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes replies to chats as Bedrock's InvokeModel does for Claude: Anthropic's, in its frames. */
final class BedrockInvoke {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private BedrockInvoke() {}

  /**
   * The reply in bytes; what fails does so as by Converse.
   *
   * @param number of the request, from 1: ids are made of it
   */
  static Answer answer(ChatAsk ask, Reply reply, int number) {
    AnswerDraft draft = new AnswerDraft(ask, reply, "x-amzn-requestid", number);
    boolean answers =
        reply.content() instanceof Content.Text || reply.content() instanceof Content.Tools;
    if (!answers || (!ask.isStreamed() && draft.failureInside() != null)) {
      return BedrockConverse.answer(ask, reply, number);
    }
    Answer same = AnthropicMessages.answer(ask, reply, number);
    Map<String, String> headers = new LinkedHashMap<>(same.headers());
    headers.remove("request-id");
    draft.headers("application/json").forEach(headers::putIfAbsent);
    if (!same.streamed()) {
      return with(same, headers, same.opening(), same.events(), same.closing(), same.done());
    }
    headers.put("content-type", "application/vnd.amazon.eventstream");
    List<Answer.Frame> events = new ArrayList<>();
    for (Answer.Frame frame : same.events()) {
      events.add(new Answer.Frame(chunks(frame.bytes()), frame.text()));
    }
    String closing = chunks(same.closing());
    return with(same, headers, chunks(same.opening()), events, closing, chunks(same.done()));
  }

  private static Answer with(
      Answer same,
      Map<String, String> headers,
      String opening,
      List<Answer.Frame> events,
      String closing,
      String done) {
    return new Answer(
        same.status(),
        headers,
        same.streamed(),
        opening,
        events,
        closing,
        done,
        same.tokens(),
        same.finish());
  }

  /** Each of the events as a chunk. */
  private static String chunks(String events) {
    StringBuilder chunks = new StringBuilder();
    for (String line : events.split("\n", -1)) {
      if (line.startsWith("data: ")) {
        chunks.append(chunk(line.substring(6)));
      }
    }
    return chunks.toString();
  }

  /** A chunk with this inside, padded lest its size gives the words away. */
  static String chunk(String inside) {
    byte[] bytes = inside.getBytes(StandardCharsets.UTF_8);
    String base64 = Base64.getEncoder().encodeToString(bytes);
    String padding = ALPHABET.substring(0, 1 + base64.length() % ALPHABET.length());
    return EventMessage.event("chunk", Json.ofValue(object("bytes", base64, "p", padding)).text());
  }
}
