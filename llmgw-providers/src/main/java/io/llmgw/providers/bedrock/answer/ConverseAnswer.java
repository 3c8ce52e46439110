package io.llmgw.providers.bedrock.answer;

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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer while it arrives: makes the events, and gives each block its place in the order of
 * first appearance. Streamed or whole makes no difference here. Not thread-safe.
 */
final class ConverseAnswer {
  private static final int WHOLE = -1;

  private final AnswerHead head;
  private final String origin;
  private final Consumer<LlmEvent> events;
  private final ConverseUsage usage;
  private final CallIds calls;
  private final OpenBlocks<OpenBlock> open;
  private int places;
  private boolean started;
  private @Nullable String stopReason;
  private @Nullable Json responseFields;
  private @Nullable Json trace;
  private @Nullable String serviceTier;

  /**
   * An answer of which nothing has come.
   *
   * @param origin who alone is sent again what the model signs
   */
  ConverseAnswer(AnswerHead head, Consumer<LlmEvent> events, ConverseUsage usage, String origin) {
    this.origin = origin;
    this.head = head;
    this.events = events;
    this.usage = usage;
    this.calls = head.callIds();
    this.open = new OpenBlocks<>(head);
  }

  /** The answer begins; it has neither an id nor a word on the model. */
  void start() {
    if (!started) {
      started = true;
      events.accept(head.started(null, null));
    }
  }

  /** Takes a block with all that is in it. */
  void whole(ConverseBlock block) {
    begin(WHOLE, block).end();
  }

  /** Begins a block, and ends one that the provider still counts the same. */
  void open(int number, ConverseBlock block) {
    start();
    open.makeRoom(number);
    open.add(begin(number, block));
  }

  private OpenBlock begin(int number, ConverseBlock block) {
    OpenBlock begun = place(number, block.kind());
    if (block.kind() == ConverseBlockKind.CALL) {
      if (block.name == null || block.name.isEmpty()) {
        throw head.namelessCall();
      }
      events.accept(
          new ToolCallStarted(
              begun.place,
              calls.unused(block.id),
              block.name,
              ProviderFields.keep(origin, block.unknown)));
    }
    begun.begin(block);
    return begun;
  }

  private OpenBlock place(int number, ConverseBlockKind kind) {
    return new OpenBlock(number, kind, places++, origin, head, events);
  }

  /**
   * Adds to a block, or begins one of the right kind: only those of tools are announced ("A
   * ContentBlockStartEvent is sent for tool use"). One of a tool has a name, which a piece has not.
   */
  void add(int number, ConverseDelta delta) {
    OpenBlock block = open.find(number);
    ConverseBlockKind kind = delta.kind();
    if (block == null || !takes(block, kind)) {
      if (kind == null) {
        return;
      }
      if (kind == ConverseBlockKind.CALL) {
        throw head.namelessCall();
      }
      start();
      open.makeRoom(number);
      block = place(number, kind);
      open.add(block);
    }
    block.add(delta);
  }

  private static boolean takes(OpenBlock block, @Nullable ConverseBlockKind kind) {
    return kind == null || block.kind == kind || block.kind == ConverseBlockKind.OPAQUE;
  }

  /** A block is complete. */
  void close(int number) {
    open.end(number);
  }

  /** Takes what is said of the end; what is not said again stays. */
  void stop(ConverseStop stop) {
    stopReason = stop.reason == null ? stopReason : stop.reason;
    responseFields = stop.responseFields == null ? responseFields : stop.responseFields;
    trace = stop.trace == null ? trace : stop.trace;
    serviceTier = stop.serviceTier == null ? serviceTier : stop.serviceTier;
  }

  /** The usage has changed. */
  void use() {
    start();
    events.accept(new UsageReported(usage.build()));
  }

  /** Whether the provider said why the answer ends, after which nothing of its content misses. */
  boolean isFinished() {
    return stopReason != null;
  }

  void complete() {
    if (!started) {
      throw head.failure(ErrorKind.EMPTY_RESPONSE, "answered without anything in it");
    }
    open.endAll();
    item(ConverseItems.RESPONSE_FIELDS, responseFields);
    item(ConverseItems.TRACE, trace);
    item(ConverseItems.USAGE, usage.raw());
    tellBill();
    events.accept(
        new Completed(
            ConverseFinish.reason(stopReason, !calls.isEmpty()), stopReason, usage.build()));
  }

  /** What is said of the bill, where that is more than that tokens are charged, ordinarily. */
  private void tellBill() {
    Cost cost = usage.chargesMore() ? Cost.UNKNOWN : null;
    String tier = serviceTier;
    boolean ordinary = tier == null || PriceRow.serviceTier(tier).equals(PriceRow.STANDARD);
    if (cost != null || !ordinary) {
      events.accept(new BillReported(cost, tier));
    }
  }

  private void item(String type, @Nullable Json json) {
    if (json != null) {
      events.accept(
          new ProviderItemReceived(places++, new ProviderItem(head.provider(), type, json)));
    }
  }
}
