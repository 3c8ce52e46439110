package io.llmgw.providers.gemini.answer;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.json.Json;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.CallIds;
import io.llmgw.providers.json.ProviderFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one answer. Most come whole; one may come in pieces, and ends with a part that has
 * nothing in it. Not thread-safe.
 */
final class GeminiCalls {
  private final AnswerHead head;
  private final Consumer<LlmEvent> events;
  private final CallIds ids;
  private @Nullable StreamedArguments open;
  private @Nullable String openWhole;
  private int openPlace;

  GeminiCalls(AnswerHead head, Consumer<LlmEvent> events) {
    this.head = head;
    this.events = events;
    this.ids = head.callIds();
  }

  /**
   * Takes a call, or more of the one that is open.
   *
   * @param place where a new call stands in the answer
   * @return how many calls have begun
   */
  int take(GeminiCall call, GeminiPart part, int place) {
    if (call.isNamed()) {
      end();
      begin(call, part, place);
      return 1;
    }
    if (open == null && !call.isEmpty()) {
      throw head.namelessCall();
    }
    if (open != null) {
      add(open, call);
    }
    return 0;
  }

  private void begin(GeminiCall call, GeminiPart part, int place) {
    String name = call.name == null ? "" : call.name;
    events.accept(new ToolCallStarted(place, ids.unused(call.id), name, fields(call, part)));
    if (!call.continues && call.pieces.isEmpty()) {
      tell(place, call.arguments);
      return;
    }
    openPlace = place;
    open = new StreamedArguments();
    add(open, call);
  }

  /** What goes back with the call: the signature of its part, and the id where one was given. */
  private Map<String, Json> fields(GeminiCall call, GeminiPart part) {
    Map<String, Json> fields = new LinkedHashMap<>(part.besideCall);
    if (call.id != null && !call.id.isEmpty()) {
      fields.put(GeminiCallFields.ID, Json.ofValue(call.id));
    }
    if (part.signature != null) {
      fields.put(GeminiCallFields.SIGNATURE, Json.ofValue(part.signature));
    }
    return ProviderFields.keep(head.provider(), fields);
  }

  private void add(StreamedArguments arguments, GeminiCall call) {
    for (ArgumentPiece piece : call.pieces) {
      if (!arguments.add(piece)) {
        throw head.failure(
            ErrorKind.PROTOCOL, "sent a piece of arguments for a place that cannot be");
      }
    }
    openWhole = call.arguments == null ? openWhole : call.arguments;
    if (!call.continues) {
      end();
    }
  }

  private void tell(int place, @Nullable String arguments) {
    if (arguments != null && !arguments.isEmpty()) {
      events.accept(new ToolArgumentsDelta(place, arguments));
    }
  }

  /** The call that is open has all its arguments. */
  void end() {
    StreamedArguments ended = open;
    if (ended == null) {
      return;
    }
    tell(openPlace, openWhole == null ? ended.json() : openWhole);
    open = null;
    openWhole = null;
  }

  /** Whether anything was called. */
  boolean any() {
    return !ids.isEmpty();
  }
}
