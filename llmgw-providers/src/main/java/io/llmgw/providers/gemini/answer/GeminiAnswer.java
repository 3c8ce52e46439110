package io.llmgw.providers.gemini.answer;

import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.BlockSigned;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.json.Json;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Cost;
import io.llmgw.providers.answer.AnswerHead;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer while it arrives: makes the events. Parts come without numbers, so that text goes on
 * with the text before it; a part with a signature is a block of its own, since signatures go back
 * on the very part they came with. Streamed or whole makes no difference here. Not thread-safe.
 */
final class GeminiAnswer {
  private static final int NOTHING_OPEN = -1;

  private final AnswerHead head;
  private final Consumer<LlmEvent> events;
  private final GeminiUsage usage;
  private final GeminiCalls calls;
  private final GeminiRemarks remarks = new GeminiRemarks();
  private int places;
  private int openPlace = NOTHING_OPEN;
  private boolean openIsThought;
  private boolean started;

  GeminiAnswer(AnswerHead head, Consumer<LlmEvent> events, GeminiUsage usage) {
    this.head = head;
    this.events = events;
    this.usage = usage;
    this.calls = new GeminiCalls(head, events);
  }

  /** Takes the next event, or the whole answer. */
  void take(GeminiEvent event) {
    if (!started) {
      started = true;
      events.accept(head.started(event.id, event.model));
    }
    int count = event.parts();
    for (int i = 0; i < count; i++) {
      take(event.part(i));
    }
    if (!event.remarks.isEmpty()) {
      remarks.takeFrom(event.remarks);
    }
    if (event.hasUsage && !isFinished() && usage.hasNews()) {
      events.accept(new UsageReported(usage.build(false)));
    }
  }

  private void take(GeminiPart part) {
    if (part.call != null) {
      openPlace = NOTHING_OPEN;
      places += calls.take(part.call, part, places);
    } else if (part.raw != null) {
      item(part.kind(), part.raw);
    } else if (part.mediaType != null && part.mediaData != null) {
      produce(part.mediaType, part.mediaData, part.signature);
    } else if (part.signature != null) {
      sign(part, part.signature);
    } else if (!part.text.isEmpty()) {
      say(part.thought, part.text.text());
    }
  }

  private void say(boolean thought, @Nullable String text) {
    if (text == null) {
      return;
    }
    if (openPlace == NOTHING_OPEN || openIsThought != thought) {
      openPlace = places++;
      openIsThought = thought;
    }
    events.accept(thought ? new ReasoningDelta(openPlace, text) : new TextDelta(openPlace, text));
  }

  private void sign(GeminiPart part, String signature) {
    openPlace = NOTHING_OPEN;
    int place = places;
    String text = part.text.text();
    if (text != null && !text.isEmpty()) {
      say(part.thought, text);
      openPlace = NOTHING_OPEN;
    } else {
      places++;
    }
    if (part.thought) {
      events.accept(new BlockSigned(place, signature, head.provider()));
    } else {
      goWith(place, signature);
    }
  }

  private void goWith(int place, String signature) {
    Json json = Json.ofValue(signature);
    events.accept(
        new ProviderItemReceived(
            place, new ProviderItem(head.provider(), GeminiItems.SIGNATURE, json)));
  }

  private void produce(String mediaType, String base64, @Nullable String signature) {
    openPlace = NOTHING_OPEN;
    Part media = GeminiMedia.part(mediaType, base64);
    if (media == null) {
      throw head.failure(ErrorKind.PROTOCOL, "answered with media that cannot be read");
    }
    int place = places++;
    events.accept(new MediaProduced(place, media));
    if (signature != null) {
      goWith(place, signature);
    }
  }

  private void item(String type, Json json) {
    openPlace = NOTHING_OPEN;
    events.accept(
        new ProviderItemReceived(places++, new ProviderItem(head.provider(), type, json)));
  }

  /** Whether nothing at all has come, and no reason for that. */
  boolean isEmpty() {
    return places == 0 && !isFinished();
  }

  /** Whether the provider said why the answer ends, after which nothing need follow. */
  boolean isFinished() {
    return remarks.finishReason != null || remarks.blockReason != null;
  }

  void complete() {
    calls.end();
    String raw = remarks.finishReason;
    boolean blocked = raw == null && remarks.blockReason != null;
    FinishReason reason = GeminiFinish.reason(raw, calls.any(), blocked);
    boolean well = raw == null || raw.equals("STOP") || raw.equals("MAX_TOKENS");
    item(GeminiItems.CITATIONS, remarks.citations, true);
    item(GeminiItems.GROUNDING, remarks.grounding, true);
    item(GeminiItems.URL_CONTEXT, remarks.urlContext, true);
    item(GeminiItems.LOGPROBS, remarks.logprobs, true);
    item(GeminiItems.SAFETY, remarks.safety, !well);
    String message = remarks.finishMessage;
    item(GeminiItems.FINISH_MESSAGE, message == null ? null : Json.ofValue(message), !well);
    item(GeminiItems.PROMPT_FEEDBACK, remarks.feedback, true);
    tellBill();
    events.accept(new Completed(reason, blocked ? remarks.blockReason : raw, usage.build(true)));
  }

  private void item(String type, @Nullable Json json, boolean wanted) {
    if (json != null && wanted) {
      item(type, json);
    }
  }

  /** What is said of the bill, where that is more than that tokens are charged, ordinarily. */
  private void tellBill() {
    Cost cost = hasSearched() ? Cost.UNKNOWN : null;
    String tier = usage.serviceTier();
    if (cost != null || (tier != null && !PriceRow.serviceTier(tier).equals(PriceRow.STANDARD))) {
      events.accept(new BillReported(cost, tier));
    }
  }

  /** Searches of the web are charged by themselves (Gemini API pricing, grounding). */
  private boolean hasSearched() {
    Json grounding = remarks.grounding;
    if (grounding == null || !grounding.isObject()) {
      return false;
    }
    Map<String, @Nullable Object> fields = grounding.asObject();
    return fields.get("webSearchQueries") instanceof List<?> queries && !queries.isEmpty();
  }
}
