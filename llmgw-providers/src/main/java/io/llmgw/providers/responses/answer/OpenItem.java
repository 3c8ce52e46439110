package io.llmgw.providers.responses.answer;

import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.json.Json;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.media.MadeMedia;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An item of the answer that may still grow. What was said of it in pieces is not said once more
 * when it comes whole at its end; what was not, is. Not thread-safe.
 */
final class OpenItem {
  /** Each piece of a part is looked for among those of its item. */
  private static final int MOST_PARTS = 512;

  private static final int NOWHERE = -1;

  /** What the provider counts it as. */
  final int number;

  final ItemKind kind;

  private final AnswerHead head;
  private final Consumer<LlmEvent> events;
  private final IntSupplier nextPlace;
  private final List<OpenPart> parts = new ArrayList<>(1);
  private int place = NOWHERE;
  private int lastSaid = NOWHERE;
  private @Nullable ResponsesItem begun;

  OpenItem(
      int number,
      ItemKind kind,
      AnswerHead head,
      Consumer<LlmEvent> events,
      IntSupplier nextPlace) {
    this.number = number;
    this.kind = kind;
    this.head = head;
    this.events = events;
    this.nextPlace = nextPlace;
  }

  /** Where it stands in the answer: a call or an item as a whole, else the last of its parts. */
  int place() {
    if (place == NOWHERE) {
      place = nextPlace.getAsInt();
    }
    return place;
  }

  /** Takes more of a part. Of thoughts and their summary, the first that came is shown. */
  void say(PartKind part, int partNumber, String words) {
    boolean another = kind == ItemKind.REASONING && !parts.isEmpty() && parts.get(0).kind != part;
    if (words.isEmpty() || another) {
      return;
    }
    int at = part(part, partNumber).place;
    lastSaid = Math.max(lastSaid, partNumber);
    switch (part) {
      case TEXT -> events.accept(new TextDelta(at, words));
      case REFUSAL -> events.accept(new RefusalDelta(at, words));
      case THOUGHT, SUMMARY -> events.accept(new ReasoningDelta(at, words));
    }
  }

  /** Takes all of a part, if none of it came in pieces. */
  void complete(PartKind part, int partNumber, String words) {
    if (partNumber > lastSaid) {
      say(part, partNumber, words);
    }
  }

  private OpenPart part(PartKind part, int partNumber) {
    // Without an iterator: this runs for every token.
    for (int i = parts.size() - 1; i >= 0; i--) {
      OpenPart open = parts.get(i);
      if (open.number == partNumber && open.kind == part) {
        return open;
      }
    }
    if (parts.size() == MOST_PARTS) {
      throw head.failure(ErrorKind.PROTOCOL, "sent an item of more than " + MOST_PARTS + " parts");
    }
    place = parts.isEmpty() ? place() : nextPlace.getAsInt();
    OpenPart said = new OpenPart(part, partNumber, place);
    parts.add(said);
    return said;
  }

  /** Takes a source of a text. */
  void annotate(int partNumber, Json annotation) {
    part(PartKind.TEXT, partNumber).annotate(annotation);
  }

  /** All of a message, at its end. */
  void endMessage(ResponsesItem item) {
    int said = lastSaid;
    for (int i = 0; i < item.content.size(); i++) {
      ContentPart part = item.content.get(i);
      if (part.raw != null && part.type != null) {
        place = nextPlace.getAsInt();
        item(ResponsesItems.CONTENT + part.type, part.raw);
        continue;
      }
      if (i > said && part.words() != null) {
        say(part.kind(), i, part.words());
      }
      OpenPart open = said(i);
      if (open != null && part.annotations != null) {
        itemAt(open.place, ResponsesItems.ANNOTATIONS, part.annotations);
      } else if (open != null) {
        tellAnnotations(open);
      }
    }
  }

  /** A message of which nothing more is known than what was said in pieces. */
  void endMessage() {
    parts.forEach(this::tellAnnotations);
  }

  private void tellAnnotations(OpenPart part) {
    Json annotations = part.annotations();
    if (annotations != null) {
      itemAt(part.place, ResponsesItems.ANNOTATIONS, annotations);
    }
  }

  private @Nullable OpenPart said(int partNumber) {
    for (OpenPart part : parts) {
      if (part.number == partNumber) {
        return part;
      }
    }
    return null;
  }

  /** All of what the model thought, at its end. */
  void endReasoning(ResponsesItem item) {
    if (parts.isEmpty()) {
      boolean shown = item.content.stream().anyMatch(part -> part.words() != null);
      PartKind as = shown ? PartKind.THOUGHT : PartKind.SUMMARY;
      List<ContentPart> words = shown ? item.content : item.summary;
      for (int i = 0; i < words.size(); i++) {
        String thought = words.get(i).words();
        if (thought != null) {
          say(as, i, thought);
        }
      }
    }
    if (item.raw != null) {
      item(ResponsesItems.REASONING, item.raw);
    }
  }

  /** Takes what it begins with. */
  void beginAs(ResponsesItem item) {
    begun = item;
    place(); // in the order of the items, whenever they end
  }

  /** Whether this may be all of it. */
  boolean isSame(ResponsesItem item) {
    String id = begun == null ? null : begun.id;
    return item.kind() == kind && (id == null || item.id == null || id.equals(item.id));
  }

  /** An image is complete; or, where nothing was made of it, it is known how far it came. */
  void endImage(@Nullable ResponsesItem whole) {
    ResponsesItem kept = whole == null ? begun : whole;
    if (kept == null) {
      return;
    }
    if (kept.result != null && !kept.result.isEmpty()) {
      Part image = MadeMedia.image(kept.result, kept.imageFormat());
      if (image == null) {
        throw head.failure(ErrorKind.PROTOCOL, "answered with media that cannot be read");
      }
      events.accept(new MediaProduced(place(), image));
    } else {
      kept.sayNoImage();
    }
    item(ResponsesItems.IMAGE, kept.withoutContent());
  }

  /** An item that is kept as it is has ended. */
  void endOpaque(@Nullable ResponsesItem whole) {
    ResponsesItem kept = whole == null ? begun : whole;
    if (kept != null && kept.raw != null) {
      item(kept.type == null || kept.type.isEmpty() ? "unknown" : kept.type, kept.raw);
    }
  }

  /** Passes on an item of the provider's own, behind what stands at the place of this one. */
  void item(String type, Json json) {
    itemAt(place(), type, json);
  }

  private void itemAt(int at, String type, Json json) {
    events.accept(new ProviderItemReceived(at, new ProviderItem(head.provider(), type, json)));
  }
}
