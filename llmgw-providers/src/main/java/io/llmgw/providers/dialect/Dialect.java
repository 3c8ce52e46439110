package io.llmgw.providers.dialect;

import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.request.ReasoningEffort;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one host of OpenAI's protocols takes and says otherwise than OpenAI: a page of settings.
 * Whatever is not set is as OpenAI has it. Immutable and thread-safe.
 */
public final class Dialect {
  private static final List<String> ANY_MODEL = List.of("");

  private final String name;
  private final @Nullable String baseUrl;
  private final boolean keyless;
  private final Capabilities capabilities;
  private final Map<Parameter, String> fields;
  private final List<ReasoningEffort> efforts;
  private final ReasoningAsk reasoningAsk;
  private final ReasoningReturn reasoningReturn;
  private final PartForm partForm;
  private final CallIdForm callIds;
  private final String requiredToolWord;
  private final boolean forcesToolsWhileThinking;
  private final List<String> thinkUnasked;
  private final boolean developerRole;
  private final boolean streamOptions;
  private final boolean prefillMark;
  private final EmbeddingLimits embeddingLimits;
  private final boolean base64Vectors;
  private final MediaLimits mediaLimits;

  private Dialect(Builder builder) {
    name = builder.name;
    baseUrl = builder.baseUrl;
    keyless = builder.keyless;
    capabilities = Capabilities.of(builder.capabilities.toArray(new Capability[0]));
    fields = new EnumMap<>(builder.fields);
    efforts = builder.efforts;
    reasoningAsk = builder.reasoningAsk;
    reasoningReturn = builder.reasoningReturn;
    partForm = builder.partForm;
    callIds = builder.callIds;
    requiredToolWord = builder.requiredToolWord;
    forcesToolsWhileThinking = builder.forcesToolsWhileThinking;
    thinkUnasked = builder.thinkUnasked;
    developerRole = builder.developerRole;
    streamOptions = builder.streamOptions;
    prefillMark = builder.prefillMark;
    embeddingLimits = builder.embeddingLimits;
    base64Vectors = builder.base64Vectors;
    mediaLimits = builder.mediaLimits;
  }

  private Dialect(Dialect page, ReasoningReturn form) {
    name = page.name;
    baseUrl = page.baseUrl;
    keyless = page.keyless;
    capabilities = page.capabilities;
    fields = page.fields;
    efforts = page.efforts;
    reasoningAsk = page.reasoningAsk;
    reasoningReturn = form;
    partForm = page.partForm;
    callIds = page.callIds;
    requiredToolWord = page.requiredToolWord;
    forcesToolsWhileThinking = page.forcesToolsWhileThinking;
    thinkUnasked = page.thinkUnasked.isEmpty() ? ANY_MODEL : page.thinkUnasked;
    developerRole = page.developerRole;
    streamOptions = page.streamOptions;
    prefillMark = page.prefillMark;
    embeddingLimits = page.embeddingLimits;
    base64Vectors = page.base64Vectors;
    mediaLimits = page.mediaLimits;
  }

  /** The page of the host of this name, which is what model references call it. */
  public static Builder of(String name) {
    return new Builder(name);
  }

  /** What model references call the host. */
  public String name() {
    return name;
  }

  /** Where it answers; null when only the user knows. */
  public @Nullable String baseUrl() {
    return baseUrl;
  }

  /** Whether it may well need no key, as a server of one's own. */
  public boolean isKeyless() {
    return keyless;
  }

  /** What it can do at most. */
  public Capabilities capabilities() {
    return capabilities;
  }

  /** What it calls the parameter; null when it does not take it. */
  public @Nullable String field(Parameter parameter) {
    return fields.get(parameter);
  }

  /** The efforts that it knows. */
  List<ReasoningEffort> efforts() {
    return efforts;
  }

  /** The effort that it knows and that is nearest to the one that is asked for. */
  public ReasoningEffort nearest(ReasoningEffort asked) {
    ReasoningEffort best = efforts.get(0);
    for (ReasoningEffort known : efforts) {
      if (distance(known, asked) < distance(best, asked)) {
        best = known;
      }
    }
    return best;
  }

  /** Whether to think at all is more than a step. */
  @SuppressWarnings("EnumOrdinal") // an order among constants, never stored or sent
  private static int distance(ReasoningEffort one, ReasoningEffort other) {
    boolean oneThinks = one != ReasoningEffort.NONE;
    boolean otherThinks = other != ReasoningEffort.NONE;
    int steps = Math.abs(one.ordinal() - other.ordinal());
    return oneThinks == otherThinks ? steps : steps + ReasoningEffort.values().length;
  }

  /** How it is told how much to think. */
  public ReasoningAsk reasoningAsk() {
    return reasoningAsk;
  }

  /** How reasoning of earlier turns goes back to it. */
  public ReasoningReturn reasoningReturn() {
    return reasoningReturn;
  }

  /**
   * The same page for models that want their reasoning back in this form. They think unless they
   * are told not to, as those that the page names, or all.
   */
  public Dialect withReasoningReturn(ReasoningReturn form) {
    return new Dialect(this, form);
  }

  /** How it takes sound and documents. */
  public PartForm partForm() {
    return partForm;
  }

  /** Which ids of tool calls it takes back. */
  public CallIdForm callIds() {
    return callIds;
  }

  /** Its word for a tool choice that requires some tool. */
  public String requiredToolWord() {
    return requiredToolWord;
  }

  /** Whether a model that thinks can be told which tools it must call. */
  public boolean forcesToolsWhileThinking() {
    return forcesToolsWhileThinking;
  }

  /** Whether the model thinks where nobody says anything of that. */
  public boolean thinksUnasked(String model) {
    for (String beginning : thinkUnasked) { // mostly none: asked for each request
      if (model.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  /** How the names of the models begin that think unasked. */
  List<String> thinkUnasked() {
    return thinkUnasked;
  }

  /** Whether it knows the role {@code developer}. */
  public boolean hasDeveloperRole() {
    return developerRole;
  }

  /** Whether it takes {@code stream_options}. */
  public boolean hasStreamOptions() {
    return streamOptions;
  }

  /** Whether a last message of the assistant must be marked as the beginning of the answer. */
  public boolean marksPrefill() {
    return prefillMark;
  }

  /** How much one embedding request may hold. */
  public EmbeddingLimits embeddingLimits() {
    return embeddingLimits;
  }

  /** Whether it sends vectors as base64 when asked to, a third of the bytes of numbers. */
  public boolean hasBase64Vectors() {
    return base64Vectors;
  }

  /** How large the media of one request may be. */
  public MediaLimits mediaLimits() {
    return mediaLimits;
  }

  /** How it differs from OpenAI, in Markdown, for people. */
  public List<String> differences() {
    return Differences.of(this);
  }

  @Override
  public String toString() {
    return "Dialect[" + name + "]";
  }

  /** Collects the settings of one page. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final Map<Parameter, String> fields = new EnumMap<>(Parameter.class);
    private @Nullable String baseUrl;
    private boolean keyless;
    private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    private List<ReasoningEffort> efforts = List.of(ReasoningEffort.values());
    private ReasoningAsk reasoningAsk = ReasoningAsk.EFFORT;
    private ReasoningReturn reasoningReturn = ReasoningReturn.LEFT_OUT;
    private PartForm partForm = PartForm.OPENAI;
    private CallIdForm callIds = CallIdForm.ANY;
    private String requiredToolWord = "required";
    private boolean forcesToolsWhileThinking = true;
    private List<String> thinkUnasked = List.of();
    private boolean developerRole = true;
    private boolean streamOptions = true;
    private boolean prefillMark;
    private EmbeddingLimits embeddingLimits = EmbeddingLimits.UNKNOWN;
    private boolean base64Vectors;
    private MediaLimits mediaLimits = MediaLimits.UNKNOWN;

    private Builder(String name) {
      this.name = name;
      for (Parameter parameter : Parameter.values()) {
        String field = parameter.openAiField();
        if (field != null) {
          fields.put(parameter, field);
        }
      }
    }

    /** Sets where it answers. */
    public Builder baseUrl(String url) {
      baseUrl = url;
      return this;
    }

    /** It may well need no key. */
    public Builder keyless() {
      keyless = true;
      return this;
    }

    /** Sets what it can do at most, beside chats that stream and call tools. */
    public Builder can(Capability... more) {
      capabilities.addAll(List.of(more));
      capabilities.add(Capability.CHAT);
      capabilities.add(Capability.STREAMING);
      capabilities.add(Capability.TOOLS);
      if (fields.containsKey(Parameter.TOOL_CHOICE)) {
        capabilities.add(Capability.TOOL_CHOICE);
      }
      return this;
    }

    /** It calls the parameter so. */
    public Builder calls(Parameter parameter, String field) {
      fields.put(parameter, Objects.requireNonNull(field, "field"));
      return this;
    }

    /** It does not take the parameters. */
    public Builder refuses(Parameter... parameters) {
      for (Parameter parameter : parameters) {
        fields.remove(parameter);
        if (parameter == Parameter.TOOL_CHOICE) {
          capabilities.remove(Capability.TOOL_CHOICE);
        }
      }
      return this;
    }

    /** Sets how it is told how much to think, and the efforts that it knows. */
    public Builder reasoning(ReasoningAsk ask, ReasoningEffort... known) {
      reasoningAsk = ask;
      efforts = known.length == 0 ? efforts : List.of(known);
      return this;
    }

    /** Sets how reasoning of earlier turns goes back. */
    public Builder takesReasoningBack(ReasoningReturn form) {
      reasoningReturn = form;
      return this;
    }

    /** Sets how it takes sound and documents. */
    public Builder parts(PartForm form) {
      partForm = form;
      return this;
    }

    /** Sets which ids of tool calls it takes back. */
    public Builder takesCallIds(CallIdForm form) {
      callIds = form;
      return this;
    }

    /** Sets its word for a required tool call. */
    public Builder requiredToolWord(String word) {
      requiredToolWord = word;
      return this;
    }

    /**
     * A model that thinks cannot be told which tools it must call.
     *
     * @param unasked how the names of the models begin that think unless they are told not to
     */
    public Builder thinksWithoutForcedTools(String... unasked) {
      forcesToolsWhileThinking = false;
      thinkUnasked = List.of(unasked);
      return this;
    }

    /** It does not know the role {@code developer}. */
    public Builder withoutDeveloperRole() {
      developerRole = false;
      return this;
    }

    /** It does not take {@code stream_options}, and reports usage unasked. */
    public Builder withoutStreamOptions() {
      streamOptions = false;
      return this;
    }

    /** A last message of the assistant carries {@code prefix}. */
    public Builder marksPrefill() {
      prefillMark = true;
      return this;
    }

    /** Sets how much one embedding request may hold. */
    public Builder embeds(EmbeddingLimits limits) {
      embeddingLimits = limits;
      return this;
    }

    /** It sends vectors as base64 when asked to. */
    public Builder base64Vectors() {
      base64Vectors = true;
      return this;
    }

    /** Sets how large the media of one request may be. */
    public Builder limits(MediaLimits limits) {
      mediaLimits = limits;
      return this;
    }

    /** The page. */
    public Dialect build() {
      return new Dialect(this);
    }
  }
}
