package io.llmgw.providers.replay;

import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.BlockSigned;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.event.UsageReported;
import java.util.Map;
import java.util.TreeMap;

/** One line per event with all that is in it, for golden files: events themselves show no text. */
public final class EventText {
  private EventText() {}

  public static String of(LlmEvent event) {
    if (event instanceof Started started) {
      String upstream = started.head().upstream();
      return "started "
          + (started.head().responseId() + " " + started.head().model())
          + (upstream == null ? "" : " run by " + upstream);
    }
    if (event instanceof TextDelta delta) {
      return delta.index() + " text " + quoted(delta.text());
    }
    if (event instanceof ReasoningDelta delta) {
      return delta.index() + " reasoning " + quoted(delta.text());
    }
    if (event instanceof BlockSigned signed) {
      return signed.index() + " signed by " + signed.provider() + " " + quoted(signed.signature());
    }
    if (event instanceof RefusalDelta delta) {
      return delta.index() + " refusal " + quoted(delta.text());
    }
    if (event instanceof ToolCallStarted call) {
      Map<String, String> fields = new TreeMap<>();
      call.providerFields().forEach((name, json) -> fields.put(name, json.text()));
      String shown = fields.isEmpty() ? "" : " " + fields;
      return call.index() + " call " + call.id() + " " + quoted(call.name()) + shown;
    }
    if (event instanceof ToolArgumentsDelta delta) {
      return delta.index() + " arguments " + quoted(delta.json());
    }
    if (event instanceof ProviderItemReceived received) {
      return received.index()
          + (" item " + received.item().provider() + " " + received.item().type())
          + (" " + received.item().json().text());
    }
    if (event instanceof UsageReported reported) {
      return "usage " + reported.usage();
    }
    if (event instanceof BillReported bill) {
      String charged = bill.charged() == null ? "" : " for " + bill.charged();
      return "bill " + bill.cost() + " " + bill.serviceTier() + charged;
    }
    if (event instanceof Completed completed) {
      return "completed "
          + (completed.finishReason() + " " + completed.rawFinishReason())
          + (" " + completed.usage());
    }
    return event.toString();
  }

  /** As in JSON, with everything escaped that is no printable character by itself. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            point -> {
              boolean lone = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
              if (point < ' ' || lone) {
                out.append(String.format("\\u%04x", point));
              } else {
                out.append(point == '"' || point == '\\' ? "\\" : "").appendCodePoint(point);
              }
            });
    return out.append('"').toString();
  }
}
