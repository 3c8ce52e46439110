package io.llmgw.api.content;

import io.llmgw.api.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text-bearing part of an embedding request. Immutable and thread-safe; {@code toString} shows
 * sizes only.
 */
public final class EmbeddingContent implements RequestContent {
  private final List<String> inputs;
  private final Extras extras;

  private EmbeddingContent(List<String> inputs, Extras extras) {
    this.inputs = inputs;
    this.extras = extras;
    inputs.forEach(EmbeddingContent::checkInput);
  }

  /** An empty builder; it needs at least one input. */
  public static Builder builder() {
    return new Builder(null);
  }

  /** Content that is nothing but texts: at least one, none of them empty. */
  public static EmbeddingContent of(List<String> inputs) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("an embedding needs at least one input");
    }
    return builder().inputs(inputs).build();
  }

  /** A builder that starts with this content; inputs are added to those here. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** The texts to be embedded, in the order of the vectors; at least one, none empty. */
  public List<String> inputs() {
    return inputs;
  }

  /** The same content with other inputs: at least one, none of them empty. */
  public EmbeddingContent withInputs(List<String> newInputs) {
    if (newInputs.isEmpty()) {
      throw new IllegalArgumentException("an embedding needs at least one input");
    }
    return new EmbeddingContent(List.copyOf(newInputs), extras);
  }

  /**
   * Whether this asks for some of the vectors of another one, as it is: all inputs, the very
   * strings, are among its inputs in their order, and all else is the same.
   */
  public boolean isPartOf(EmbeddingContent whole) {
    int at = 0;
    for (String input : inputs) {
      while (at < whole.inputs.size() && !isSame(whole.inputs.get(at), input)) {
        at++;
      }
      if (at++ == whole.inputs.size()) {
        return false;
      }
    }
    return extras.equals(whole.extras);
  }

  @SuppressWarnings("ReferenceEquality") // an equal text may have come from elsewhere
  private static boolean isSame(String one, String other) {
    return one == other;
  }

  @Override
  public Extras extras() {
    return extras;
  }

  @Override
  public EmbeddingContent mapText(TextVisitor visitor) {
    TextMapping text = new TextMapping(visitor);
    List<String> newInputs =
        TextMapping.list(inputs, "inputs", (path, input) -> text.text(path, TextKind.INPUT, input));
    Extras newExtras = extras.mapText(text);
    return TextMapping.same(inputs, newInputs) && TextMapping.same(extras, newExtras)
        ? this
        : new EmbeddingContent(newInputs, newExtras);
  }

  @Override
  public long textLength() {
    long length = extras.textLength();
    for (String input : inputs) {
      length += input.length();
    }
    return length;
  }

  private static void checkInput(String input) {
    if (input.isEmpty()) {
      throw new IllegalArgumentException("an input must not be empty");
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EmbeddingContent that
        && inputs.equals(that.inputs)
        && extras.equals(that.extras);
  }

  @Override
  public int hashCode() {
    return 31 * inputs.hashCode() + extras.hashCode();
  }

  /** Number of inputs and size. */
  @Override
  public String toString() {
    return "EmbeddingContent[" + inputs.size() + " inputs, " + textLength() + " chars]";
  }

  /** Collects content. A single value may be set once. Not thread-safe. */
  public static final class Builder {
    private final List<String> inputs = new ArrayList<>();
    private final Extras.Builder extras;

    private Builder(@Nullable EmbeddingContent base) {
      extras = new Extras.Builder(base == null ? Extras.NONE : base.extras);
      if (base != null) {
        inputs.addAll(base.inputs);
      }
    }

    /** Adds texts to be embedded; none may be empty. */
    public Builder inputs(List<String> more) {
      List<String> copy = List.copyOf(more);
      copy.forEach(EmbeddingContent::checkInput);
      inputs.addAll(copy);
      return this;
    }

    /** Sets the id of the end user; not empty, default none. */
    public Builder userId(String id) {
      extras.userId(id);
      return this;
    }

    /**
     * Adds a field to the provider's request body, or replaces the one of that name.
     *
     * @param value a {@link Json}, or what {@link Json#ofValue} takes
     */
    public Builder extraBody(String name, @Nullable Object value) {
      extras.extraBody(name, value);
      return this;
    }

    /** Adds a header to the provider's request, or replaces the one of that name. */
    public Builder extraHeader(String name, String value) {
      extras.extraHeader(name, value);
      return this;
    }

    /**
     * The content collected so far; the builder may go on.
     *
     * @throws IllegalStateException if there is no input
     */
    public EmbeddingContent build() {
      if (inputs.isEmpty()) {
        throw new IllegalStateException("an embedding needs at least one input");
      }
      return new EmbeddingContent(List.copyOf(inputs), extras.build());
    }
  }
}
