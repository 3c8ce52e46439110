package io.llmgw.providers.counting;

import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.NeverStreamed;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;
import io.llmgw.providers.wire.WireRequest;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The count of one chat: its request to another address, without what says nothing of the prompt;
 * its answer has a number. Stateless.
 */
public final class TokenCountFormat implements WireFormat {
  private final WireFormat chats;
  private final TokenCountRequest request;
  private final Function<WireCall, String> path;
  private final Function<WireCall, String> model;
  private final CountForm form;
  private final CountField field;

  /**
   * The format of this request and its answer.
   *
   * @param chats writes chats to the same provider
   * @param path where it counts
   * @param model as a body names it that has it
   * @param form how the chat stands in the request
   * @param field of the answer that has the number
   */
  public TokenCountFormat(
      WireFormat chats,
      TokenCountRequest request,
      Function<WireCall, String> path,
      Function<WireCall, String> model,
      CountForm form,
      CountField field) {
    this.chats = chats;
    this.request = request;
    this.path = path;
    this.model = model;
    this.form = form;
    this.field = field;
  }

  @Override
  public MediaLimits mediaLimits() {
    return chats.mediaLimits();
  }

  @Override
  public WireRequest encode(WireCall call) {
    WireCall chat =
        new WireCall(
            request.chat(),
            call.provider(),
            call.model(),
            Delivery.WHOLE,
            call.now(),
            call.notes());
    WireRequest whole = chats.encode(chat);
    return new WireRequest(
        path.apply(chat),
        whole.headers(),
        form.of(chat, whole.body(), model.apply(chat)),
        Framing.SSE);
  }

  @Override
  public void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events) {
    new CountDecoder(field, head).decode(body, length, events);
  }

  /**
   * A host that has the protocol and does not count has no such address. Of the model, which it may
   * have, that says nothing: where it has the address, its words are about the model.
   */
  @Override
  public LlmException refused(LlmException refusal, ErrorBody body) {
    int status = refusal.httpStatus();
    boolean nowhere = status == 405 || (status == 404 && !body.isAboutModel());
    if (!nowhere) {
      return refusal;
    }
    return LlmException.of(
            ErrorKind.UNSUPPORTED,
            refusal.provider() + " does not count tokens: estimate them with a TokenEstimator")
        .target(String.valueOf(refusal.provider()), refusal.model())
        .httpStatus(status)
        .cause(refusal)
        .build();
  }

  /** No provider streams a number: whatever calls itself a stream is none of its answers. */
  @Override
  public FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events) {
    return new NeverStreamed(head, "a count of tokens");
  }
}
