package io.llmgw.providers.anthropic.answer;

import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.json.Json;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.usage.Cost;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.CallIds;
import io.llmgw.providers.answer.OpenBlocks;
import io.llmgw.providers.json.ProviderFields;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer while it arrives: makes the events, and gives each block its place in the order of
 * first appearance. Streamed or whole makes no difference here. Not thread-safe.
 */
final class AnthropicAnswer {
  private static final int WHOLE = -1;

  private final AnswerHead head;
  private final Consumer<LlmEvent> events;
  private final AnthropicUsage usage;
  private final String origin;
  private final CallIds calls;
  private final OpenBlocks<OpenBlock> open;
  private int places;
  private boolean started;
  private @Nullable BillReported billed;
  private @Nullable String stopReason;
  private @Nullable String stopSequence;
  private @Nullable Json stopDetails;
  private @Nullable Json container;

  AnthropicAnswer(AnswerHead head, Consumer<LlmEvent> events, AnthropicUsage usage, String origin) {
    this.origin = origin;
    this.head = head;
    this.events = events;
    this.usage = usage;
    this.calls = head.callIds();
    this.open = new OpenBlocks<>(head);
  }

  /** Takes a message with all that is in it. */
  void begin(AnthropicMessage message) {
    start(message.id, message.model);
    for (AnthropicBlock block : message.blocks) {
      begin(WHOLE, block).end();
    }
    stop(message.stop);
  }

  private void start(@Nullable String id, @Nullable String model) {
    if (!started) {
      started = true;
      events.accept(head.started(id, model));
    }
  }

  /** Begins a block, and ends one that the provider still counts the same. */
  void open(int number, AnthropicBlock block) {
    start(null, null);
    open.makeRoom(number);
    open.add(begin(number, block));
  }

  private OpenBlock begin(int number, AnthropicBlock block) {
    OpenBlock begun = place(number, block.kind());
    if (block.kind() == AnthropicBlockKind.CALL) {
      call(begun, block.id, block.name, block.unknown);
    }
    begun.begin(block);
    return begun;
  }

  private OpenBlock place(int number, AnthropicBlockKind kind) {
    return new OpenBlock(number, kind, places++, origin, events);
  }

  private void call(
      OpenBlock block, @Nullable String id, @Nullable String name, Map<String, Json> unknown) {
    if (name == null || name.isEmpty()) {
      throw head.namelessCall();
    }
    events.accept(
        new ToolCallStarted(
            block.place, calls.unused(id), name, ProviderFields.keep(origin, unknown)));
  }

  /** Adds to a block, or begins one of the right kind where there is none. */
  void add(int number, AnthropicDelta delta) {
    OpenBlock block = open.find(number);
    AnthropicBlockKind kind = kind(delta);
    if (block == null || !takes(block, kind)) {
      if (kind == null) {
        return;
      }
      start(null, null);
      open.makeRoom(number);
      block = place(number, kind);
      open.add(block);
      if (kind == AnthropicBlockKind.CALL) {
        call(block, null, null, Map.of());
      }
    }
    block.add(delta);
  }

  private static boolean takes(OpenBlock block, @Nullable AnthropicBlockKind kind) {
    return kind == null || block.kind == kind || block.kind == AnthropicBlockKind.OPAQUE;
  }

  private static @Nullable AnthropicBlockKind kind(AnthropicDelta delta) {
    if (delta.text.text() != null || delta.citation != null) {
      return AnthropicBlockKind.TEXT;
    }
    if (delta.thinking.text() != null || delta.signature != null) {
      return AnthropicBlockKind.THINKING;
    }
    return delta.json.text() != null ? AnthropicBlockKind.CALL : null;
  }

  /** A block is complete. */
  void close(int number) {
    open.end(number);
  }

  /** Takes what is said of the end; what is not said again stays. */
  void stop(AnthropicStop stop) {
    stopReason = stop.reason == null ? stopReason : stop.reason;
    stopSequence = stop.sequence == null ? stopSequence : stop.sequence;
    stopDetails = stop.details == null ? stopDetails : stop.details;
    container = stop.container == null ? container : stop.container;
  }

  /** The usage has changed. */
  void use() {
    start(null, null);
    events.accept(new UsageReported(usage.build()));
    tellBill();
  }

  /** What is said of the bill, where that is more than that tokens are charged, ordinarily. */
  private void tellBill() {
    Cost cost = usage.chargesMore() ? Cost.UNKNOWN : null;
    String tier = usage.serviceTier();
    if (cost == null && (tier == null || PriceRow.serviceTier(tier).equals(PriceRow.STANDARD))) {
      return;
    }
    BillReported latest = new BillReported(cost, tier);
    if (!latest.equals(billed)) {
      billed = latest;
      events.accept(latest);
    }
  }

  /** Whether the provider said why the answer ends, after which nothing is missing. */
  boolean isFinished() {
    return stopReason != null;
  }

  void complete() {
    if (!started) {
      throw head.failure(ErrorKind.EMPTY_RESPONSE, "answered without anything in it");
    }
    open.endAll();
    item(AnthropicItems.STOP_SEQUENCE, stopSequence == null ? null : Json.ofValue(stopSequence));
    item(AnthropicItems.STOP_DETAILS, stopDetails);
    item(AnthropicItems.CONTAINER, container);
    item(AnthropicItems.USAGE, usage.raw());
    tellBill();
    events.accept(
        new Completed(
            AnthropicFinish.reason(stopReason, !calls.isEmpty()), stopReason, usage.build()));
  }

  private void item(String type, @Nullable Json json) {
    if (json != null) {
      events.accept(new ProviderItemReceived(places++, new ProviderItem(origin, type, json)));
    }
  }
}
