package io.llmgw.api.response;

import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The vectors of some texts. Immutable and thread-safe; {@code toString} shows sizes only. */
public final class EmbeddingResponse implements LlmResponse {
  private final List<float[]> vectors;
  private final Usage usage;
  private final Served served;
  private final ResponseHead head;

  private EmbeddingResponse(List<float[]> vectors, Usage usage, Served served, ResponseHead head) {
    this.vectors = copy(vectors);
    this.usage = Objects.requireNonNull(usage, "usage");
    this.served = Objects.requireNonNull(served, "served");
    this.head = Objects.requireNonNull(head, "head");
  }

  private static List<float[]> copy(List<float[]> vectors) {
    List<float[]> copy = new ArrayList<>(vectors.size());
    for (float[] vector : vectors) {
      copy.add(vector.clone());
    }
    return List.copyOf(copy);
  }

  /**
   * An answer from its parts, for engines and for tests of one's own code. Answers of calls come
   * from the {@link ResponseAssembler}.
   */
  public static EmbeddingResponse of(
      List<float[]> vectors, Usage usage, Served served, ResponseHead head) {
    return new EmbeddingResponse(vectors, usage, served, head);
  }

  /** One vector for each input, in the order of the inputs; copies that may be changed. */
  public List<float[]> vectors() {
    return copy(vectors);
  }

  /** The vector of one input, a copy; {@code index} counts the inputs from 0. */
  public float[] vector(int index) {
    return vectors.get(index).clone();
  }

  /** The number of vectors. */
  public int size() {
    return vectors.size();
  }

  @Override
  public Usage usage() {
    return usage;
  }

  @Override
  public Served served() {
    return served;
  }

  @Override
  public ResponseHead head() {
    return head;
  }

  @Override
  public String toString() {
    return "EmbeddingResponse[" + vectors.size() + " vectors, " + usage + ", " + served + "]";
  }
}
