package io.llmgw.providers.responses.answer;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.CallIds;
import io.llmgw.providers.json.ProviderFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of tools in an answer. Each has two ids: results refer to {@code call_id}, and {@code
 * id} is the one of the item, which goes back with it. Not thread-safe.
 */
final class ResponsesCalls {
  private final AnswerHead head;
  private final Consumer<LlmEvent> events;
  private final CallIds ids;
  private final Map<OpenItem, Call> calls = new LinkedHashMap<>(2);

  ResponsesCalls(AnswerHead head, Consumer<LlmEvent> events) {
    this.head = head;
    this.events = events;
    this.ids = head.callIds();
  }

  /** Takes what a call begins with, or all of it. */
  void begin(OpenItem item, ResponsesItem said) {
    Call call = call(item);
    if (!call.started && said.name != null && !said.name.isEmpty()) {
      start(item, call, said, said.name);
    }
  }

  private Call call(OpenItem item) {
    return calls.computeIfAbsent(item, begun -> new Call());
  }

  private void start(OpenItem item, Call call, ResponsesItem said, String name) {
    call.started = true;
    String given = said.callId == null || said.callId.isEmpty() ? said.id : said.callId;
    events.accept(
        new ToolCallStarted(
            item.place(),
            ids.unused(given),
            name,
            ProviderFields.keep(ResponsesItems.fieldOwner(head.provider()), said.callFields())));
    if (call.waiting.length() > 0) {
      events.accept(new ToolArgumentsDelta(item.place(), call.waiting.toString()));
    }
  }

  /** Takes more of the arguments. */
  void add(OpenItem item, String arguments) {
    if (arguments.isEmpty()) {
      return;
    }
    Call call = call(item);
    call.any = true;
    if (call.started) {
      events.accept(new ToolArgumentsDelta(item.place(), arguments));
    } else {
      call.waiting.append(arguments);
    }
  }

  /** Takes all of the arguments, if none of them came in pieces. */
  void complete(OpenItem item, String arguments) {
    if (!call(item).any) {
      add(item, arguments);
    }
  }

  /**
   * A call is complete. One that never got a name is none that anybody could answer, and no host
   * takes it back in a conversation.
   *
   * @param whole all of it, as it was said at its end; null where that was not
   */
  void end(OpenItem item, @Nullable ResponsesItem whole) {
    if (whole != null) {
      begin(item, whole);
    }
    Call call = call(item);
    if (!call.started) {
      throw head.namelessCall();
    }
    if (whole != null && whole.arguments != null) {
      complete(item, whole.arguments);
    }
    calls.remove(item);
  }

  /** Whether there was no call. */
  boolean isEmpty() {
    return ids.isEmpty();
  }

  private static final class Call {
    final StringBuilder waiting = new StringBuilder(0);
    boolean started;
    boolean any;
  }
}
