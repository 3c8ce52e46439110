package io.llmgw.providers.openai.answer;

import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.json.Json;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.media.MadeMedia;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer while it arrives: makes the events, and gives each block its place in the order of
 * first appearance. Streamed or whole makes no difference here. Not thread-safe.
 */
final class OpenAiAnswer {
  private static final int NONE = -1;

  private final AnswerHead head;
  private final String origin;
  private final Consumer<LlmEvent> events;
  private final OpenAiToolCalls calls;
  private final ReasoningDetails details = new ReasoningDetails();
  private final ExtraContent extraContent = new ExtraContent();
  private final FilterResults filters = new FilterResults();
  private final FoundPages pages = new FoundPages();
  private final OtherMembers others = new OtherMembers();
  private final SpokenAnswer spoken;
  private final ToldBill told;
  private int blocks;
  private int reasoningBlock = NONE;
  private int textBlock = NONE;
  private int refusalBlock = NONE;
  private boolean started;
  private boolean anyChoice;
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable String upstream;
  private @Nullable String finishReason;
  private @Nullable String nativeFinishReason;
  private Usage usage = Usage.UNKNOWN;

  /**
   * An answer of which nothing has come.
   *
   * @param origin who alone is sent again what the model signs
   */
  OpenAiAnswer(AnswerHead head, Consumer<LlmEvent> events, String origin) {
    this.head = head;
    this.origin = origin;
    this.events = events;
    this.told = new ToldBill(head);
    this.calls = new OpenAiToolCalls(head, origin, events, this::nextBlock);
    this.spoken = new SpokenAnswer(head, events, this::nextBlock);
  }

  private int nextBlock() {
    return blocks++;
  }

  /**
   * Takes what a body says of the answer as a whole, and starts it as soon as that is something.
   */
  void identify(OpenAiBody body) {
    if (started) {
      return;
    }
    String newId = body.id();
    String newModel = body.model();
    String newUpstream = body.upstream();
    // Azure's first chunk has empty ones.
    id = newId == null || newId.isEmpty() ? id : newId;
    model = newModel == null || newModel.isEmpty() ? model : newModel;
    upstream = newUpstream == null || newUpstream.isEmpty() ? upstream : newUpstream;
    if (id != null || model != null) {
      start();
    }
  }

  /** Whether its first event is out, after which nobody asks for its names. */
  boolean isStarted() {
    return started;
  }

  private void start() {
    if (!started) {
      started = true;
      if (WebSearch.isAlwaysDoneBy(model) || WebSearch.isAlwaysDoneBy(head.model())) {
        told.chargesMoreThanTokens();
      }
      events.accept(head.started(id, model, upstream));
      tell(told.news()); // before any content, so that whoever leaves after it has heard of it
    }
  }

  /** Takes a piece of a streamed answer. */
  void add(OpenAiDelta delta) {
    addContent(delta);
    // Without an iterator: this runs for every token.
    for (int i = 0; i < delta.tools.size(); i++) {
      calls.add(delta.tools.get(i));
    }
  }

  /** Takes an answer that came whole. */
  void addWhole(OpenAiDelta delta) {
    addContent(delta);
    calls.addWhole(delta.tools);
  }

  private void addContent(OpenAiDelta delta) {
    anyChoice = true;
    String thoughts = delta.reasoning();
    String text = delta.text.text();
    String refusal = delta.refusal.text();
    if (thoughts != null || text != null || refusal != null || !delta.tools.isEmpty()) {
      start();
    }
    if (thoughts != null && !thoughts.isEmpty()) {
      reasoningBlock = reasoningBlock == NONE ? nextBlock() : reasoningBlock;
      events.accept(new ReasoningDelta(reasoningBlock, thoughts));
    }
    if (delta.parts.isEmpty()) {
      addText(text);
    } else {
      addTextAndParts(text == null ? "" : text, delta.parts);
    }
    if (refusal != null && !refusal.isEmpty()) {
      refusalBlock = refusalBlock == NONE ? nextBlock() : refusalBlock;
      events.accept(new RefusalDelta(refusalBlock, refusal));
    }
    if (delta.audio.isAny() || !delta.images.isEmpty()) {
      start();
    }
    spoken.add(delta.audio);
    // Without a function: this runs for every token.
    for (int i = 0; i < delta.images.size(); i++) {
      addImage(delta.images.get(i));
    }
    addItems(delta);
    String reason = delta.finishReason;
    if (reason != null && (finishReason == null || !reason.isEmpty())) {
      finishReason = reason;
    }
    if (delta.nativeFinishReason != null) {
      nativeFinishReason = delta.nativeFinishReason;
    }
  }

  private void addText(@Nullable String text) {
    if (text != null && !text.isEmpty()) {
      textBlock = textBlock == NONE ? nextBlock() : textBlock;
      events.accept(new TextDelta(textBlock, text));
    }
  }

  /** Behind it, a new block of text begins. */
  private void addImage(String address) {
    Part image = MadeMedia.image(address, null);
    if (image == null) {
      throw head.failure(ErrorKind.PROTOCOL, "answered with media that cannot be read");
    }
    int place = nextBlock();
    textBlock = NONE;
    events.accept(new MediaProduced(place, image));
    events.accept(new ProviderItemReceived(place, MadeImages.item(head.provider())));
  }

  /** Each part stands where it stood: behind it, a new block of text begins. */
  private void addTextAndParts(String text, List<ContentPart> parts) {
    int from = 0;
    for (ContentPart part : parts) {
      addText(text.substring(from, part.textBefore()));
      from = part.textBefore();
      item(part.type(), part.json());
      textBlock = NONE;
    }
    addText(text.substring(from));
  }

  private void addItems(OpenAiDelta delta) {
    if (delta.details != null) {
      details.add(delta.details);
    }
    if (delta.annotations != null) {
      if (WebSearch.isCitedIn(delta.annotations)) {
        told.chargesMoreThanTokens();
      }
      item("annotations", delta.annotations);
    }
    if (delta.extraContent != null) {
      extraContent.add(delta.extraContent);
    }
    filters.ofAnswer(delta.filters);
    if (!delta.others.isEmpty()) {
      others.add(delta.others);
    }
  }

  /** Takes what filters found in the prompt. */
  void filterPrompt(@Nullable Json found) {
    filters.ofPrompt(found);
  }

  /** Takes the pages that a search has found. */
  void found(FoundPages latest) {
    pages.add(latest);
  }

  private void item(String type, @Nullable Json json) {
    item(head.provider(), type, json);
  }

  private void otherItem(String type, Json json) {
    boolean signed = type.equals(ThinkingBlocks.TYPE);
    item(
        signed ? ThinkingBlocks.origin(head.provider(), head.model()) : head.provider(),
        type,
        json);
  }

  private void item(String from, String type, @Nullable Json json) {
    if (json == null) {
      return;
    }
    start();
    events.accept(new ProviderItemReceived(nextBlock(), new ProviderItem(from, type, json)));
  }

  /** The latest number of each kind counts, wherever it stood; one that says nothing does not. */
  void use(Usage latest) {
    usage = latest.or(usage);
    start();
    events.accept(new UsageReported(usage));
  }

  /** As {@link #use}, for an answer that is complete at once. */
  void useWhole(Usage all) {
    usage = all;
  }

  /** Takes what is said of the bill. */
  void bill(OpenAiBill bill) {
    BillReported news = told.news(bill);
    if (news != null) {
      start();
      tell(news);
    }
  }

  private void tell(@Nullable BillReported news) {
    if (news != null) {
      events.accept(news);
    }
  }

  /** Whether the protocol's own end of the text was seen; an empty word is none. */
  boolean isFinished() {
    return finishReason != null && !finishReason.isEmpty();
  }

  void complete() {
    if (!anyChoice) {
      throw head.failure(ErrorKind.EMPTY_RESPONSE, "answered without any choice in it");
    }
    start();
    calls.end();
    spoken.end();
    if (!details.isEmpty()) {
      item(origin, ReasoningDetails.TYPE, details.joined());
    }
    item(origin, ExtraContent.TYPE, extraContent.json());
    others.forEach(this::otherItem);
    item(FoundPages.CITATIONS, pages.citations());
    item(FoundPages.RESULTS, pages.results());
    item(FilterResults.OF_PROMPT, filters.ofPrompt());
    item(FilterResults.OF_ANSWER, filters.ofAnswer());
    events.accept(
        new Completed(
            OpenAiFinish.reason(
                finishReason, nativeFinishReason, !calls.isEmpty(), refusalBlock != NONE),
            finishReason,
            usage));
  }
}
