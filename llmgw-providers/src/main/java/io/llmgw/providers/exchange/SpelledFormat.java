package io.llmgw.providers.exchange;

import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.function.Consumer;

/**
 * A protocol for one request with tools whose names it does not take: they are sent in a spelling
 * that it takes, and are the caller's again in the answer. Thread-safe as the format is.
 */
record SpelledFormat(WireFormat format, SpelledNames names) implements WireFormat {
  /** The format that writes this call: itself where it takes all names, as nearly always. */
  static WireFormat of(WireFormat format, WireCall call) {
    SpelledNames names = SpelledNames.of(call.request().content(), format.toolNames());
    return names == null ? format : new SpelledFormat(format, names);
  }

  @Override
  public WireRequest encode(WireCall call) {
    call.note("names of tools that " + call.provider() + " does not take were spelled otherwise");
    return format.encode(
        new WireCall(
            call.request().withContent(names.write(call.request().content())),
            call.provider(),
            call.model(),
            call.delivery(),
            call.now(),
            call.notes()));
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    format.decodeWhole(body, length, head, names.read(events));
  }

  @Override
  public LlmException refused(LlmException refusal, ErrorBody body) {
    return format.refused(refusal, body);
  }

  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return format.frames(head, names.read(events));
  }
}
