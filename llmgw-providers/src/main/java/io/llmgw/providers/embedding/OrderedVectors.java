package io.llmgw.providers.embedding;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.dialect.VectorForm;
import io.llmgw.providers.json.TokenNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * The vectors of one answer where they come in the order of their texts. There is one for each, or
 * the answer is a failure. Not thread-safe.
 */
public final class OrderedVectors {
  private final int inputs;
  private final AnswerHead head;
  private final VectorReader reader;
  private final List<float[]> vectors = new ArrayList<>();
  private boolean listed;
  private long charged = TokenNumber.UNKNOWN;

  /** None, of the answer to so many texts, each of this length. */
  public OrderedVectors(int inputs, VectorLength length, AnswerHead head) {
    this.inputs = inputs;
    this.head = head;
    this.reader = new VectorReader(VectorForm.NUMBERS, length, head);
  }

  /** The answer has a list of them, though it may be empty. */
  public void begin() {
    listed = true;
  }

  /** The vector at the parser. */
  public float[] read(JsonParser json) {
    return reader.read(json);
  }

  /**
   * Adds the next one.
   *
   * @param vector null for what stands in its place and is none
   */
  public void add(float @Nullable [] vector) {
    if (vector == null) {
      throw head.failure(
          ErrorKind.PROTOCOL, "answered with something that is no vector among its vectors");
    }
    vectors.add(vector);
  }

  /** Says for how many tokens the provider charges, where it counts them apart. */
  public void chargedFor(long tokens) {
    charged = tokens;
  }

  /**
   * Passes on what was read of this body.
   *
   * @param id what the provider calls this answer, null if it does not
   * @param model which model it says it used, null if it does not
   * @param tokens those of the texts, {@link TokenNumber#UNKNOWN} where nobody counted them
   */
  public void tell(
      byte[] bytes,
      int length,
      @Nullable String id,
      @Nullable String model,
      long tokens,
      Consumer<LlmEvent> events) {
    if (vectors.isEmpty()) {
      ErrorBody error = ErrorBody.of(bytes, 0, length);
      if (error.isExplicit() || (!listed && error.hasWords())) {
        throw head.refusal(error);
      }
    }
    if (!listed) {
      throw head.failure(ErrorKind.PROTOCOL, "answered with JSON that holds no vectors");
    }
    if (vectors.isEmpty()) {
      throw head.failure(ErrorKind.EMPTY_RESPONSE, "answered without any vector in it");
    }
    if (vectors.size() != inputs) {
      throw head.failure(
          ErrorKind.PROTOCOL,
          "answered with " + vectors.size() + " vectors for " + inputs + " texts");
    }
    events.accept(head.started(id, model));
    for (int i = 0; i < inputs; i++) {
      events.accept(new VectorProduced(i, vectors.get(i)));
    }
    if (charged != TokenNumber.UNKNOWN && tokens != TokenNumber.UNKNOWN && charged != tokens) {
      events.accept(new BillReported(null, null, Usage.reported(charged, 0)));
    }
    Usage usage = tokens == TokenNumber.UNKNOWN ? Usage.UNKNOWN : Usage.reported(tokens, 0);
    events.accept(new Completed(FinishReason.STOP, usage));
  }
}
