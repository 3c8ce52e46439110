package io.llmgw.cache.entry;

import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events whose JSON nobody has read. JSON remembers what is read of it, which takes many times the
 * memory of its text: what is kept shares none with those who read it, so it takes what is counted.
 */
final class UnreadJson {
  private UnreadJson() {}

  /** The same events, with JSON of their own; this very list where there is none in them. */
  static List<LlmEvent> in(List<LlmEvent> events) {
    List<LlmEvent> unread = null;
    for (int i = 0; i < events.size(); i++) {
      LlmEvent own = unread(events.get(i));
      if (own != null) {
        unread = unread == null ? new ArrayList<>(events) : unread;
        unread.set(i, own);
      }
    }
    return unread == null ? events : List.copyOf(unread);
  }

  private static @Nullable LlmEvent unread(LlmEvent event) {
    if (event instanceof ProviderItemReceived received) {
      ProviderItem item = received.item();
      return new ProviderItemReceived(
          received.index(), new ProviderItem(item.provider(), item.type(), unread(item.json())));
    }
    if (event instanceof ToolCallStarted call && !call.providerFields().isEmpty()) {
      Map<String, Json> fields = new LinkedHashMap<>(call.providerFields());
      fields.replaceAll((name, value) -> unread(value));
      return new ToolCallStarted(call.index(), call.id(), call.name(), fields);
    }
    return null;
  }

  private static Json unread(Json json) {
    return Json.ofText(json.text());
  }
}
