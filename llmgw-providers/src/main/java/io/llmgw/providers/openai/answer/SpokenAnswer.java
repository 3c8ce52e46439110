package io.llmgw.providers.openai.answer;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.json.Json;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.json.Base64Pieces;
import io.llmgw.providers.media.MadeMedia;
import io.llmgw.providers.wire.SaidSound;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The sound of an answer while it arrives. Its words are text as any other, told as they come;
 * behind them stands what the provider calls the sound by, and then the sound itself, once it is
 * complete. Not thread-safe.
 */
final class SpokenAnswer {
  private static final int NONE = -1;

  private final AnswerHead head;
  private final Consumer<LlmEvent> events;
  private final IntSupplier nextBlock;
  private final Base64Pieces sound = new Base64Pieces();
  private final Map<String, Json> fields = new LinkedHashMap<>(0);
  private int words = NONE;
  private boolean any;

  SpokenAnswer(AnswerHead head, Consumer<LlmEvent> events, IntSupplier nextBlock) {
    this.head = head;
    this.events = events;
    this.nextBlock = nextBlock;
  }

  void add(AudioDelta delta) {
    any |= delta.isAny();
    fields.putAll(delta.fields);
    if (delta.transcript != null) {
      words = words == NONE ? nextBlock.getAsInt() : words;
      events.accept(new TextDelta(words, delta.transcript));
    }
    if (delta.data != null) {
      try {
        sound.add(delta.data);
      } catch (IllegalArgumentException e) {
        throw unreadable();
      }
    }
  }

  /** Tells the sound, if there is any. */
  void end() {
    if (!any) {
      return;
    }
    int place = words == NONE ? nextBlock.getAsInt() : words;
    events.accept(
        new ProviderItemReceived(
            place, new ProviderItem(head.provider(), SaidSound.ITEM, called())));
    byte[] bytes = bytes();
    if (bytes.length > 0) {
      Media media = MadeMedia.sound(bytes, askedFormat());
      events.accept(new MediaProduced(nextBlock.getAsInt(), Part.audio(media)));
    }
  }

  private Json called() {
    StringJoiner members = new StringJoiner(",", "{", "}");
    fields.forEach((name, value) -> members.add(Json.ofValue(name).text() + ':' + value.text()));
    return Json.ofText(members.toString()); // as it came, be it good JSON or not
  }

  private byte[] bytes() {
    try {
      return sound.all();
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
  }

  private LlmException unreadable() {
    // Without the cause, whose message may quote the answer.
    return head.failure(ErrorKind.PROTOCOL, "answered with media that cannot be read");
  }

  private @Nullable String askedFormat() {
    Json audio = head.asked("audio");
    if (audio == null || !audio.isObject()) {
      return null;
    }
    return audio.asObject().get("format") instanceof String format ? format : null;
  }
}
