package io.llmgw.providers.responses.answer;

import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.json.Json;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.openai.answer.ToldBill;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer while it arrives: makes the events, and gives each part its place in the order of
 * first appearance. Streamed or whole makes no difference here. Not thread-safe.
 */
final class ResponsesAnswer {
  /** Items come one after the other; each piece of one is looked for among the open ones. */
  private static final int MOST_OPEN = 128;

  /** Tools of the host whose use is charged besides the tokens (OpenAI pricing, "Tools"). */
  private static final Set<String> CHARGED =
      Set.of("web_search_call", "file_search_call", "code_interpreter_call", ResponsesItems.IMAGE);

  private static final Set<String> PLAIN_MESSAGE = Set.of("id", "status");

  private final AnswerHead head;
  private final Consumer<LlmEvent> events;
  private final ResponsesCalls calls;
  private final ToldBill told;
  private final Set<Integer> closed = new HashSet<>(4);
  private final List<OpenItem> open = new ArrayList<>(2);
  private int places;
  private boolean started;
  private boolean reasoned;
  private boolean refused;
  private int messages;

  /** Tells of the first message, once it is not the only one. */
  private @Nullable Runnable untold;

  ResponsesAnswer(AnswerHead head, Consumer<LlmEvent> events) {
    this.head = head;
    this.events = events;
    this.calls = new ResponsesCalls(head, events);
    this.told = new ToldBill(head);
  }

  /** The places of items that are complete; grows. */
  Set<Integer> closed() {
    return closed;
  }

  private int nextPlace() {
    return places++;
  }

  /** The answer begins. */
  void begin(@Nullable String id, @Nullable String model) {
    if (!started) {
      started = true;
      events.accept(head.started(id, model));
    }
  }

  /** An item begins. */
  void open(int number, ResponsesItem item) {
    begin(null, null);
    OpenItem last = byNumber(number);
    if (last != null) {
      end(last, null);
    }
    OpenItem begun = add(number, item.kind());
    begun.beginAs(item);
    if (begun.kind == ItemKind.CALL) {
      calls.begin(begun, item);
    }
    charge(item);
  }

  private OpenItem add(int number, ItemKind kind) {
    if (open.size() == MOST_OPEN) {
      throw head.failure(
          ErrorKind.PROTOCOL, "began " + MOST_OPEN + " items without the end of any");
    }
    OpenItem begun = new OpenItem(number, kind, head, events, this::nextPlace);
    open.add(begun);
    return begun;
  }

  private void charge(ResponsesItem item) {
    if (item.type != null && CHARGED.contains(item.type)) {
      told.chargesMoreThanTokens();
      tell(told.news()); // before more of it, so that whoever leaves then has heard of it
    }
  }

  /** More of a part of an item. */
  void say(int number, PartKind part, int partNumber, @Nullable String words) {
    if (words != null) {
      refused |= part == PartKind.REFUSAL && !words.isEmpty();
      item(number, part.item()).say(part, partNumber, words);
    }
  }

  /** A part is complete: of what was not said in pieces, this is all. */
  void complete(ResponsesEvent end, PartKind part) {
    if (end.whole != null && !isOver(end.output, part.item())) {
      refused |= part == PartKind.REFUSAL && !end.whole.isEmpty();
      item(end.output, part.item()).complete(part, end.part, end.whole);
    }
  }

  /** The arguments of a call are complete, as a part. */
  void completeArguments(ResponsesEvent end) {
    if (end.whole != null && !isOver(end.output, ItemKind.CALL)) {
      calls.complete(item(end.output, ItemKind.CALL), end.whole);
    }
  }

  /** Whether an item has ended, so that an end of a part comes late. */
  private boolean isOver(int number, ItemKind kind) {
    OpenItem known = byNumber(number);
    return closed.contains(number) && (known == null || known.kind != kind);
  }

  /** A source of a text. */
  void annotate(int number, int partNumber, Json annotation) {
    item(number, ItemKind.MESSAGE).annotate(partNumber, annotation);
  }

  /** More of the arguments of a call. */
  void addArguments(int number, @Nullable String arguments) {
    if (arguments != null) {
      calls.add(item(number, ItemKind.CALL), arguments);
    }
  }

  /** The open item of this number and kind; one whose beginning was not sent begins here. */
  private OpenItem item(int number, ItemKind kind) {
    OpenItem known = byNumber(number);
    if (known != null && known.kind == kind) {
      return known;
    }
    begin(null, null);
    if (known != null) {
      end(known, null);
    }
    return add(number, kind);
  }

  private @Nullable OpenItem byNumber(int number) {
    // Without an iterator: this runs for every token.
    for (int i = open.size() - 1; i >= 0; i--) {
      if (open.get(i).number == number) {
        return open.get(i);
      }
    }
    return null;
  }

  /** An item is complete, and this is all of it. */
  void close(int number, ResponsesItem item) {
    begin(null, null);
    OpenItem known = byNumber(number);
    if (known != null && known.kind != item.kind()) {
      end(known, null);
      known = null;
    }
    if (known == null) {
      charge(item);
      known = add(number, item.kind());
    }
    end(known, item);
  }

  private void end(OpenItem item, @Nullable ResponsesItem whole) {
    open.remove(item);
    closed.add(item.number);
    switch (item.kind) {
      case CALL -> calls.end(item, whole);
      case MESSAGE -> {
        if (whole == null) {
          item.endMessage();
        } else {
          refused |= whole.content.stream().anyMatch(part -> part.refusal != null);
          boolean rests = whole.content.stream().anyMatch(part -> part.annotations != null);
          item.endMessage(whole);
          tellMessage(item, whole, rests);
        }
      }
      case REASONING -> {
        if (whole != null) {
          reasoned = true;
          item.endReasoning(whole);
        }
      }
      case IMAGE -> item.endImage(whole);
      case OPAQUE -> item.endOpaque(whole);
    }
  }

  /**
   * What a message is beside its content, where it must go back so: behind reasoning, which the
   * provider wants back with the very item that followed it; where it says more of itself than its
   * name; and where there are several, so that they stay apart.
   */
  private void tellMessage(OpenItem item, ResponsesItem whole, boolean rests) {
    boolean plain = !rests && PLAIN_MESSAGE.containsAll(whole.fields.keySet());
    if (plain && !reasoned && messages == 0) {
      untold = () -> item.item(ResponsesItems.MESSAGE, whole.withoutContent());
    } else {
      if (untold != null) {
        untold.run();
        untold = null;
      }
      item.item(ResponsesItems.MESSAGE, whole.withoutContent());
    }
    messages++;
  }

  /** The answer is complete, or as complete as it gets. */
  void finish(ResponsesBody response, @Nullable String status) {
    if (!started && !response.isResponse()) {
      throw head.failure(ErrorKind.EMPTY_RESPONSE, "answered without anything in it");
    }
    begin(response.id, response.model);
    boolean whole = closed.isEmpty() && open.isEmpty();
    response.items.forEach(
        (number, item) -> {
          OpenItem known = byNumber(number);
          // Anything else was told on the way, if under another number, and is not told twice.
          if (whole || (known != null && known.isSame(item))) {
            close(number, item);
          }
        });
    for (OpenItem item : List.copyOf(open)) {
      end(item, null);
    }
    if (response.contentFilters != null) {
      events.accept(
          new ProviderItemReceived(
              nextPlace(),
              new ProviderItem(
                  head.provider(), ResponsesItems.CONTENT_FILTERS, response.contentFilters)));
    }
    tell(told.news(response.bill));
    String said = response.status == null ? status : response.status;
    String word = ResponsesFinish.word(said, response.incompleteReason);
    events.accept(
        new Completed(
            ResponsesFinish.reason(word, !calls.isEmpty(), refused),
            word,
            response.usage == null ? Usage.UNKNOWN : response.usage));
  }

  /** What a failed answer used. */
  void fail(ResponsesBody response) {
    if (response.usage != null) {
      begin(response.id, response.model);
      events.accept(new UsageReported(response.usage));
      tell(told.news(response.bill));
    }
  }

  private void tell(@Nullable BillReported news) {
    if (news != null) {
      events.accept(news);
    }
  }
}
