package io.llmgw.test.simulated;

import io.llmgw.test.socket.ReceivedRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides what to reply to each request. Thread-safe. */
final class ReplyBook {
  /** What an answer begins with that nobody has scripted. */
  static final String ECHO = "You said: ";

  private static final List<String> KEY_HEADERS = List.of("x-api-key", "x-goog-api-key", "api-key");

  private final Deque<Reply> queue = new ArrayDeque<>();
  private final Map<String, Reply> byKey = new HashMap<>();
  private @Nullable Function<ReceivedRequest, Reply> always;
  private int scripted;

  synchronized void next(Reply reply) {
    queue.add(reply);
    scripted++;
  }

  synchronized void always(Function<ReceivedRequest, Reply> replies) {
    if (always != null) {
      throw new IllegalStateException("what is always answered is set twice");
    }
    always = replies;
  }

  synchronized void forKey(String key, Reply reply) {
    byKey.put(key, reply);
  }

  Reply choose(ReceivedRequest request) {
    Function<ReceivedRequest, Reply> rule;
    synchronized (this) {
      Reply forKey = byKey.get(keyOf(request));
      Reply next = forKey == null ? queue.poll() : forKey;
      if (next != null) {
        return next;
      }
      rule = always == null && scripted == 0 ? ReplyBook::echo : always;
    }
    return rule == null ? exhausted() : rule.apply(request);
  }

  private static @Nullable String keyOf(ReceivedRequest request) {
    String token = request.bearerToken();
    for (String header : KEY_HEADERS) {
      token = token == null ? request.header(header) : token;
    }
    return token == null ? AwsSignature.accessKeyId(request) : token;
  }

  private static Reply echo(ReceivedRequest request) {
    ChatAsk ask = ChatAsk.of(request);
    return Reply.text(ECHO + (ask == null ? "" : ask.lastText()));
  }

  private synchronized Reply exhausted() {
    String message =
        "the simulated provider has no answer left: "
            + scripted
            + " were scripted; add answer(...) or always(...)";
    // The message of a failed call never has the words of a provider, but its code.
    String body = OpenAiFrames.error(500, "no_scripted_answer_left", message);
    return Reply.raw(500, "application/json", body).header("x-should-retry", "false");
  }
}
