package io.llmgw.test.simulated;

import io.llmgw.test.socket.ReceivedRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests of Ollama's API in the names of the other ones. */
final class OllamaAsk {
  static final String CHAT = "/api/chat";
  static final String EMBED = "/api/embed";

  private OllamaAsk() {}

  /** Whether its path is one of the API. */
  static boolean isOne(ReceivedRequest request) {
    return Protocol.isAt(request, CHAT) || Protocol.isAt(request, EMBED);
  }

  /** The members that {@link ChatAsk} reads: a stream is what comes unless it is refused. */
  static Map<String, @Nullable Object> plain(Map<String, @Nullable Object> body) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>(body);
    plain.putIfAbsent("stream", true);
    if (body.get("options") instanceof Map<?, ?> options) {
      plain.put("max_tokens", options.get("num_predict"));
    }
    if (body.get("messages") instanceof List<?> messages) {
      List<@Nullable Object> texts = new ArrayList<>();
      for (Object message : messages) {
        texts.add(message instanceof Map<?, ?> members ? text(members) : message);
      }
      plain.put("messages", texts);
    }
    return plain;
  }

  private static Map<String, @Nullable Object> text(Map<?, ?> message) {
    Map<String, @Nullable Object> text = new LinkedHashMap<>();
    text.put("role", message.get("role"));
    text.put("content", message.get("content"));
    return text;
  }
}
