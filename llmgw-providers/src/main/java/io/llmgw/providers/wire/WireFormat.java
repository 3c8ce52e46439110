package io.llmgw.providers.wire;

import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import java.util.function.Consumer;

/**
 * A provider's protocol as a pure translator: no I/O, no clocks, no state of its own. Thread-safe.
 * Every failure it throws is an {@link LlmException} that names the target.
 */
public interface WireFormat {
  /**
   * The format that writes this request and reads its answer; default this one, for a protocol of
   * one operation.
   */
  default WireFormat forRequest(LlmRequest<?> request) {
    return this;
  }

  /** How much one embedding request may hold; default unknown. */
  default EmbeddingLimits embeddingLimits() {
    return EmbeddingLimits.UNKNOWN;
  }

  /** The same of one model, by the provider's own id of it. */
  default EmbeddingLimits embeddingLimits(String model) {
    return embeddingLimits();
  }

  /** How large the media of one request may be; default unknown. */
  default MediaLimits mediaLimits() {
    return MediaLimits.UNKNOWN;
  }

  /** How large they may be for a model; default as for all. */
  default MediaLimits mediaLimits(String model) {
    return mediaLimits();
  }

  /**
   * What can be done with a model.
   *
   * @param all what can be done with any of the host
   */
  default Capabilities capabilities(Capabilities all, String model) {
    return all;
  }

  /** Which names of tools are sent as they are; default those that nearly all hosts take. */
  default ToolNameForm toolNames() {
    return ToolNameForm.PLAIN;
  }

  /**
   * Writes the request.
   *
   * @throws io.llmgw.api.error.LlmException with {@code UNSUPPORTED} when the protocol has no form
   *     for a part or parameter
   */
  WireRequest encode(WireCall call);

  /**
   * Reads an answer that came whole, as the events of a complete stream.
   *
   * @param body holds the answer from its start
   * @throws io.llmgw.api.error.LlmException when it is an error, empty, or not of this protocol
   */
  void decodeWhole(byte[] body, int length, AnswerHead head, Consumer<LlmEvent> events);

  /**
   * What it means that this was refused; default as the status and the body say.
   *
   * @param refusal what they say
   * @param body the body, as far as it was read
   */
  default LlmException refused(LlmException refusal, ErrorBody body) {
    return refusal;
  }

  /** Begins to read an answer that comes in frames. */
  FrameDecoder frames(AnswerHead head, Consumer<LlmEvent> events);
}
