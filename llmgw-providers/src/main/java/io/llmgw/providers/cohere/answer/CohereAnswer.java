package io.llmgw.providers.cohere.answer;

import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.json.Json;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.CallIds;
import io.llmgw.providers.answer.OpenBlocks;
import io.llmgw.providers.json.ProviderFields;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer while it arrives: makes the events, and gives each block its place in the order of
 * first appearance. Blocks of content and calls of tools are counted apart. What a model plans to
 * do with tools is the text before its calls. Streamed or whole makes no difference here. Not
 * thread-safe.
 */
final class CohereAnswer {
  private static final int WHOLE = -1;
  private static final int NOWHERE = -1;

  private final AnswerHead head;
  private final Consumer<LlmEvent> events;
  private final CohereUsage usage;
  private final CallIds ids;
  private final OpenBlocks<OpenBlock> contents;
  private final OpenBlocks<OpenBlock> calls;
  private int places;
  private int planPlace = NOWHERE;
  private boolean started;
  private @Nullable String finishReason;
  private @Nullable Json citations;
  private @Nullable Json logprobs;
  private @Nullable StringJoiner addedCitations;
  private @Nullable StringJoiner addedLogprobs;

  CohereAnswer(AnswerHead head, Consumer<LlmEvent> events, CohereUsage usage) {
    this.head = head;
    this.events = events;
    this.usage = usage;
    this.ids = head.callIds();
    this.contents = new OpenBlocks<>(head);
    this.calls = new OpenBlocks<>(head);
  }

  /** Takes an answer with all that is in it. */
  void take(CohereMessage message) {
    start(message.id);
    for (CohereContent content : message.contents) {
      begin(WHOLE, content).end();
    }
    plan(message.plan.text());
    for (CohereCall call : message.calls) {
      begin(WHOLE, call).end();
    }
    citations = message.citations;
    logprobs = message.logprobs;
    finishReason = message.finishReason;
  }

  /** The answer begins. */
  void start(@Nullable String id) {
    if (!started) {
      started = true;
      events.accept(head.started(id, null));
    }
  }

  /** Begins a block of content, and ends one that the provider still counts the same. */
  void open(int number, CohereContent content) {
    start(null);
    contents.makeRoom(number);
    contents.add(begin(number, content));
  }

  private OpenBlock begin(int number, CohereContent content) {
    OpenBlock begun = place(number, content.kind());
    begun.begin(content);
    return begun;
  }

  private OpenBlock place(int number, CohereBlockKind kind) {
    return new OpenBlock(number, kind, places++, head.provider(), events);
  }

  /** Adds to a block of content, or begins one of the right kind where there is none. */
  void add(int number, CohereContent content) {
    OpenBlock block = contents.find(number);
    CohereBlockKind kind = content.kindOfWords();
    if (block == null || !takes(block, kind)) {
      if (kind == null) {
        return;
      }
      start(null);
      contents.makeRoom(number);
      block = place(number, kind);
      contents.add(block);
    }
    block.add(content);
  }

  private static boolean takes(OpenBlock block, @Nullable CohereBlockKind kind) {
    return kind == null || block.kind == kind || block.kind == CohereBlockKind.OPAQUE;
  }

  /** A block of content is complete. */
  void close(int number) {
    contents.end(number);
  }

  /** Begins a call, and ends one that the provider still counts the same. */
  void open(int number, CohereCall call) {
    start(null);
    calls.makeRoom(number);
    calls.add(begin(number, call));
  }

  private OpenBlock begin(int number, CohereCall call) {
    if (call.name == null || call.name.isEmpty()) {
      throw head.namelessCall();
    }
    OpenBlock begun = place(number, CohereBlockKind.CALL);
    events.accept(
        new ToolCallStarted(
            begun.place,
            ids.unused(call.id),
            call.name,
            ProviderFields.keep(head.provider(), call.unknown)));
    begun.add(call);
    return begun;
  }

  /** Adds to a call; more of one that never began belongs to none that has a name. */
  void add(int number, CohereCall call) {
    OpenBlock block = calls.find(number);
    if (block != null) {
      block.add(call);
    } else if (call.name != null || !call.arguments.isEmpty()) {
      open(number, call);
    }
  }

  /** A call is complete. */
  void closeCall(int number) {
    calls.end(number);
  }

  /** More of what the model plans to do. */
  void plan(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return;
    }
    start(null);
    if (planPlace == NOWHERE) {
      planPlace = places++;
    }
    events.accept(new TextDelta(planPlace, text));
  }

  /** A place that the text rests on; null for none. */
  void cite(@Nullable Json citation) {
    addedCitations = joined(addedCitations, citation);
  }

  /** How probable some tokens were; null where that is not said. */
  void weigh(@Nullable Json tokens) {
    addedLogprobs = joined(addedLogprobs, tokens);
  }

  private static @Nullable StringJoiner joined(@Nullable StringJoiner all, @Nullable Json more) {
    if (more == null) {
      return all;
    }
    StringJoiner joiner = all == null ? new StringJoiner(",", "[", "]") : all;
    return joiner.add(more.text()); // as it came, be it good JSON or not
  }

  /** The provider says why the answer ends; null where it does not. */
  void finish(@Nullable String reason) {
    start(null);
    finishReason = reason;
  }

  void complete() {
    contents.endAll();
    calls.endAll();
    item(CohereItems.CITATIONS, addedCitations == null ? citations : array(addedCitations));
    item(CohereItems.LOGPROBS, addedLogprobs == null ? logprobs : array(addedLogprobs));
    tellBill();
    events.accept(
        new Completed(
            CohereFinish.reason(finishReason, !ids.isEmpty()), finishReason, usage.build()));
  }

  private static Json array(StringJoiner joiner) {
    return Json.ofText(joiner.toString());
  }

  private void item(String type, @Nullable Json json) {
    if (json != null) {
      events.accept(
          new ProviderItemReceived(places++, new ProviderItem(head.provider(), type, json)));
    }
  }

  /** What is said of the bill, where that is something else than that all tokens are charged. */
  private void tellBill() {
    Cost cost = usage.chargesMore() ? Cost.UNKNOWN : null;
    Usage charged = usage.charged();
    if (cost != null || charged != null) {
      events.accept(new BillReported(cost, null, charged));
    }
  }
}
