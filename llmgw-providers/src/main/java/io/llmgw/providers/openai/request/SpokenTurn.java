package io.llmgw.providers.openai.request;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.json.Json;
import io.llmgw.providers.wire.SaidSound;
import io.llmgw.providers.wire.WireCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A turn of the model that may have been spoken. Its sound goes back by what the provider calls it,
 * which stands for its words too, and only where a model that hears is asked ({@code
 * platform.openai.com/docs/guides/audio}); and only while the provider keeps it. Else the words go
 * back.
 *
 * @param rest the turn without what the id stands for
 * @param id what the provider calls the sound; null where none goes back
 */
record SpokenTurn(Message rest, @Nullable String id) {
  private static final String AUDIO = "audio";

  static SpokenTurn of(WireCall call, Message message) {
    List<Part> parts = message.parts();
    // Without an iterator: asked of each turn.
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof ProviderItem item && isOwnSound(call, item) && hears(call)) {
        String id = keptId(call, item.json());
        if (id != null) {
          return new SpokenTurn(without(message, i), id);
        }
      }
    }
    return new SpokenTurn(SaidSound.without(message), null);
  }

  private static boolean isOwnSound(WireCall call, ProviderItem item) {
    return item.type().equals(SaidSound.ITEM)
        && item.provider().equals(call.provider())
        && item.json().isObject();
  }

  /** A deployment may have any name, but then the request says what it wants. */
  private static boolean hears(WireCall call) {
    Json modalities = call.request().content().extraBody().get("modalities");
    boolean asked =
        modalities != null
            && modalities.isValid()
            && modalities.value() instanceof List<?> forms
            && forms.contains(AUDIO);
    return asked || call.model().toLowerCase(Locale.ROOT).contains(AUDIO);
  }

  private static @Nullable String keptId(WireCall call, Json item) {
    Map<String, @Nullable Object> fields = item.asObject();
    boolean over =
        fields.get("expires_at") instanceof Number seconds
            && seconds.longValue() <= call.now().getEpochSecond();
    return !over && fields.get("id") instanceof String id ? id : null;
  }

  /** Without the item, the words before it and the sound behind it. */
  private static Message without(Message message, int item) {
    List<Part> parts = new ArrayList<>(message.parts());
    if (item + 1 < parts.size() && parts.get(item + 1) instanceof Part.Audio) {
      parts.remove(item + 1);
    }
    parts.remove(item);
    if (item > 0 && parts.get(item - 1) instanceof Part.Text) {
      parts.remove(item - 1);
    }
    return new Message(message.role(), parts, message.name(), message.cacheMark());
  }
}
