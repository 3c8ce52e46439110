package io.llmgw.api.catalog;

import io.llmgw.api.price.Prices;
import io.llmgw.api.price.TableSource;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.route.ModelRef;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of one model. Immutable and thread-safe. */
public final class ModelFacts {
  /** Ends the name of whatever model is the newest of its kind, so that tables are behind it. */
  private static final String MOVING = "-latest";

  private final ModelRef ref;
  private final long contextTokens;
  private final long maxInputTokens;
  private final long maxOutputTokens;
  private final Set<Modality> input;
  private final Set<Modality> output;
  private final Map<Capability, Boolean> known;
  private final Map<Capability, Boolean> told;
  private final Support temperature;
  private final @Nullable String released;
  private final @Nullable ModelStatus status;
  private final Prices prices;
  private final Prices otherPrices;
  private final List<TableSource> sources;

  private ModelFacts(Builder builder) {
    ref = builder.ref;
    contextTokens = builder.contextTokens;
    maxInputTokens = builder.maxInputTokens;
    maxOutputTokens = builder.maxOutputTokens;
    input = unmodifiable(builder.input);
    output = unmodifiable(builder.output);
    known = unmodifiable(builder.known);
    told = unmodifiable(builder.told);
    temperature = builder.temperature;
    released = builder.released;
    status = builder.status;
    prices = builder.prices;
    otherPrices = builder.otherPrices;
    sources = List.copyOf(builder.sources);
  }

  private static Set<Modality> unmodifiable(Set<Modality> modalities) {
    return modalities.isEmpty()
        ? Set.of()
        : Collections.unmodifiableSet(EnumSet.copyOf(modalities));
  }

  private static Map<Capability, Boolean> unmodifiable(Map<Capability, Boolean> said) {
    return said.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(said));
  }

  /** A model of which nothing is known. */
  public static ModelFacts unknown(ModelRef ref) {
    return new Builder(ref).build();
  }

  /**
   * A builder of which nothing is known yet.
   *
   * @param model {@code provider/model}
   */
  public static Builder builder(String model) {
    return builder(ModelRef.parse(model));
  }

  /** A builder of which nothing is known yet. */
  public static Builder builder(ModelRef ref) {
    return new Builder(ref);
  }

  /** A builder that knows all that is known here. */
  public Builder toBuilder() {
    return as(ref);
  }

  /** A builder of another model that knows all that is known here. */
  Builder as(ModelRef other) {
    Builder builder = new Builder(other);
    builder.contextTokens = contextTokens;
    builder.maxInputTokens = maxInputTokens;
    builder.maxOutputTokens = maxOutputTokens;
    builder.input = input;
    builder.output = output;
    builder.known.putAll(known);
    builder.told.putAll(told);
    builder.temperature = temperature;
    builder.released = released;
    builder.status = status;
    builder.prices = prices;
    builder.otherPrices = otherPrices;
    builder.sources = sources;
    return builder;
  }

  /** Provider and model of the row; less exact than what was asked for where only that is known. */
  public ModelRef ref() {
    return ref;
  }

  /** How many tokens of input and output fit together; empty when unknown. */
  public OptionalLong contextTokens() {
    return tokens(contextTokens);
  }

  /** How many tokens of input it takes; empty when unknown, or not limited by itself. */
  public OptionalLong maxInputTokens() {
    return tokens(maxInputTokens);
  }

  /** How many tokens it writes at most, reasoning included; empty when unknown. */
  public OptionalLong maxOutputTokens() {
    return tokens(maxOutputTokens);
  }

  private static OptionalLong tokens(long tokens) {
    return tokens == 0 ? OptionalLong.empty() : OptionalLong.of(tokens);
  }

  /** What it reads; empty when unknown. */
  public Set<Modality> input() {
    return input;
  }

  /** What it writes; empty when unknown. */
  public Set<Modality> output() {
    return output;
  }

  /**
   * Whether the model can do something, as far as tables and the user say. What is not in the list
   * of its {@link #input()} it does not read, but for documents, which tables leave out of lists
   * that were made before anybody sent them: these are unknown. So is all that a table denies a
   * name that ends in {@code -latest}, which moves on to newer models.
   */
  public Support can(Capability capability) {
    Boolean word = told.get(capability);
    return Support.of(word == null ? known(capability) : word);
  }

  /**
   * Whether something can be done through an adapter. What the user said counts first. Then what
   * the adapter cannot send cannot be done; what it can send, the model may still not understand:
   * the tables say so, and where they are silent it is unknown. What concerns the protocol alone is
   * as the adapter says.
   */
  public Support can(Capability capability, Capabilities adapter) {
    Boolean word = told.get(capability);
    if (word != null) {
      return Support.of(word);
    }
    if (!adapter.has(capability)) {
      return Support.NO;
    }
    Boolean fact = known(capability);
    return fact == null && isProtocol(capability) ? Support.YES : Support.of(fact);
  }

  private static boolean isProtocol(Capability capability) {
    return switch (capability) {
      case CHAT, EMBEDDINGS, MODERATION, RERANK, IMAGE_GENERATION, SPEECH, TRANSCRIPTION -> true;
      case TOKEN_COUNT, STREAMING, TOOL_CHOICE, JSON_OBJECT -> true;
      case TOOLS, IMAGES, AUDIO, VIDEO, DOCUMENTS, JSON_SCHEMA, REASONING -> false;
    };
  }

  private @Nullable Boolean known(Capability capability) {
    Boolean fact = listed(capability);
    return Boolean.FALSE.equals(fact) && ref.model().endsWith(MOVING) ? null : fact;
  }

  private @Nullable Boolean listed(Capability capability) {
    Boolean fact = known.get(capability);
    if (fact != null) {
      return fact;
    }
    return switch (capability) {
      case IMAGES -> reads(Modality.IMAGE);
      case AUDIO -> reads(Modality.AUDIO);
      case VIDEO -> reads(Modality.VIDEO);
      case DOCUMENTS -> input.contains(Modality.PDF) ? true : null;
      case TOOL_CHOICE -> Boolean.FALSE.equals(known.get(Capability.TOOLS)) ? false : null;
      default -> null;
    };
  }

  private @Nullable Boolean reads(Modality modality) {
    return input.isEmpty() ? null : input.contains(modality);
  }

  /** Whether it takes a temperature; some models refuse a request that sets one. */
  public Support temperature() {
    return temperature;
  }

  /** When it came out, as {@code 2025-08-07}, {@code 2025-08} or {@code 2025}; null if unknown. */
  public @Nullable String released() {
    return released;
  }

  /** What its provider says about its age; null for nothing. */
  public @Nullable ModelStatus status() {
    return status;
  }

  /** What it costs, {@link Prices#UNKNOWN} when unknown. */
  public Prices prices() {
    return prices;
  }

  /**
   * What another table says that it costs, where the two differ: a sign that a price has changed,
   * or depends on the region. Nothing is charged by it. {@link Prices#UNKNOWN} where no other table
   * prices the model, or says the same, and for a model whose prices {@link
   * ModelCatalog#withPrices(String, Prices)} has stated.
   */
  public Prices otherPrices() {
    return otherPrices;
  }

  /** The tables that the facts were taken from; empty for facts given in code. */
  public List<TableSource> sources() {
    return sources;
  }

  /** For example {@code ModelFacts[openai/gpt-5-mini]}. */
  @Override
  public String toString() {
    return "ModelFacts[" + ref + "]";
  }

  /**
   * Collects facts; what is not set is unknown, and what is set again is replaced. Not thread-safe.
   */
  public static final class Builder {
    private final ModelRef ref;
    private final Map<Capability, Boolean> known = new EnumMap<>(Capability.class);
    private final Map<Capability, Boolean> told = new EnumMap<>(Capability.class);
    private long contextTokens;
    private long maxInputTokens;
    private long maxOutputTokens;
    private Set<Modality> input = Set.of();
    private Set<Modality> output = Set.of();
    private Support temperature = Support.UNKNOWN;
    private @Nullable String released;
    private @Nullable ModelStatus status;
    private Prices prices = Prices.UNKNOWN;
    private Prices otherPrices = Prices.UNKNOWN;
    private List<TableSource> sources = List.of();

    private Builder(ModelRef ref) {
      this.ref = Objects.requireNonNull(ref, "ref");
    }

    /** How many tokens of input and output fit together; above 0. */
    public Builder contextTokens(long tokens) {
      contextTokens = positive("contextTokens", tokens);
      return this;
    }

    /** How many tokens of input it takes; above 0. */
    public Builder maxInputTokens(long tokens) {
      maxInputTokens = positive("maxInputTokens", tokens);
      return this;
    }

    /** How many tokens it writes at most; above 0. */
    public Builder maxOutputTokens(long tokens) {
      maxOutputTokens = positive("maxOutputTokens", tokens);
      return this;
    }

    private static long positive(String name, long tokens) {
      if (tokens < 1) {
        throw new IllegalArgumentException(name + " must be at least 1, not " + tokens);
      }
      return tokens;
    }

    /** What it reads; none for unknown. */
    public Builder input(Set<Modality> modalities) {
      input = Set.copyOf(modalities);
      return this;
    }

    /** What it writes; none for unknown. */
    public Builder output(Set<Modality> modalities) {
      output = Set.copyOf(modalities);
      return this;
    }

    /** What a table says that it can or cannot do. */
    public Builder can(Capability capability, boolean fact) {
      known.put(Objects.requireNonNull(capability, "capability"), fact);
      return this;
    }

    /** What the user says that it can or cannot do, whatever tables and adapters say. */
    public Builder told(Capability capability, boolean word) {
      told.put(Objects.requireNonNull(capability, "capability"), word);
      return this;
    }

    /** Whether it takes a temperature. */
    public Builder temperature(boolean accepted) {
      temperature = Support.of(accepted);
      return this;
    }

    /**
     * When it came out: a day, a month or a year in ISO form.
     *
     * @throws IllegalArgumentException if there is no such day or month
     */
    public Builder released(String date) {
      if (!isDate(date)) {
        throw new IllegalArgumentException("a date is like 2025-08-07, 2025-08 or 2025: " + date);
      }
      released = date;
      return this;
    }

    private static boolean isDate(String text) {
      try {
        TemporalAccessor date =
            switch (text.length()) {
              case 4 -> Year.parse(text);
              case 7 -> YearMonth.parse(text);
              case 10 -> LocalDate.parse(text);
              default -> null;
            };
        return date != null;
      } catch (DateTimeParseException e) {
        return false;
      }
    }

    /** What its provider says about its age. */
    public Builder status(ModelStatus age) {
      status = Objects.requireNonNull(age, "age");
      return this;
    }

    /**
     * What it costs; {@link Prices#UNKNOWN} for unknown. What {@linkplain #otherPrices another
     * table says} stays as it is.
     */
    public Builder prices(Prices known) {
      prices = Objects.requireNonNull(known, "known");
      return this;
    }

    /**
     * What another table says that it costs, where it says otherwise; {@link Prices#UNKNOWN} for
     * nothing. The prices stay as they are.
     */
    public Builder otherPrices(Prices differing) {
      otherPrices = Objects.requireNonNull(differing, "differing");
      return this;
    }

    /** The tables that the facts were taken from. */
    public Builder sources(List<TableSource> tables) {
      sources = List.copyOf(tables);
      return this;
    }

    /** The facts. */
    public ModelFacts build() {
      return new ModelFacts(this);
    }
  }
}
