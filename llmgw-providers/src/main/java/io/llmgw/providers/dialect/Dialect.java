package io.llmgw.providers.dialect;

import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.speech.SpeechFormat;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private final String keyVariable;
  private final boolean keyless;
  private final Capabilities capabilities;
  private final Map<Parameter, String> fields;
  private final int mostStops;
  private final double mostTemperature;
  private final List<ReasoningEffort> efforts;
  private final ReasoningAsk reasoningAsk;
  private final List<ModelReasoning> modelReasoning;
  private final List<ModelRefusals> modelRefusals;
  private final ReasoningReturn reasoningReturn;
  private final PartForm partForm;
  private final CallIdForm callIds;
  private final String requiredToolWord;
  private final boolean forcesToolsWhileThinking;
  private final List<String> thinkUnasked;
  private final TurnOrder turnOrder;
  private final boolean developerRole;
  private final boolean names;
  private final boolean refusals;
  private final boolean streamOptions;
  private final boolean prefillMark;
  private final boolean manyMakers;
  private final EmbeddingDialect embeddings;
  private final List<String> streamedAlone;
  private final @Nullable String usualVoice;
  private final TranscriptForm transcriptForm;
  private final MediaLimits mediaLimits;
  private final Set<SpeechFormat> speechFormats;
  private final TokenCounting counting;

  Dialect(DialectBuilder builder) {
    name = builder.name;
    baseUrl = builder.baseUrl;
    keyVariable = builder.keyVariable;
    keyless = builder.keyless;
    capabilities = Capabilities.of(builder.capabilities.toArray(new Capability[0]));
    fields = new EnumMap<>(builder.fields);
    mostStops = builder.mostStops;
    mostTemperature = builder.mostTemperature;
    efforts = builder.efforts;
    reasoningAsk = builder.reasoningAsk;
    modelReasoning = List.copyOf(builder.modelReasoning);
    modelRefusals = List.copyOf(builder.modelRefusals);
    reasoningReturn = builder.reasoningReturn;
    partForm = builder.partForm;
    callIds = builder.callIds;
    requiredToolWord = builder.requiredToolWord;
    forcesToolsWhileThinking = builder.forcesToolsWhileThinking;
    thinkUnasked = builder.thinkUnasked;
    turnOrder = builder.turnOrder;
    developerRole = builder.developerRole;
    names = builder.names;
    refusals = builder.refusals;
    streamOptions = builder.streamOptions;
    prefillMark = builder.prefillMark;
    manyMakers = builder.manyMakers;
    embeddings = builder.embeddings;
    streamedAlone = builder.streamedAlone;
    usualVoice = builder.usualVoice;
    transcriptForm = builder.transcriptForm;
    mediaLimits = builder.mediaLimits;
    speechFormats = Set.copyOf(builder.speechFormats);
    counting = builder.counting;
  }

  /** The page of the host of this name, which is what model references call it. */
  public static DialectBuilder of(String name) {
    return new DialectBuilder(name);
  }

  /** What model references call the host. */
  public String name() {
    return name;
  }

  /** Where it answers; null when only the user knows. */
  public @Nullable String baseUrl() {
    return baseUrl;
  }

  /** The environment variable that has the key. */
  public String keyVariable() {
    return keyVariable;
  }

  /** The environment variable that has another address. */
  public String urlVariable() {
    return name.toUpperCase(Locale.ROOT).replace('-', '_') + "_BASE_URL";
  }

  /** Whether it may well need no key, as a server of one's own. */
  public boolean isKeyless() {
    return keyless;
  }

  /** What it can do at most. */
  public Capabilities capabilities() {
    return capabilities;
  }

  /** What it calls the parameter; null when it, or this model of it, does not take it. */
  public @Nullable String field(Parameter parameter, String model) {
    for (ModelRefusals own : modelRefusals) { // mostly none: asked for each parameter
      if (own.models().have(model)) {
        return own.parameters().contains(parameter) ? null : field(parameter);
      }
    }
    return field(parameter);
  }

  /** The models that take less than the others. */
  List<ModelRefusals> modelRefusals() {
    return modelRefusals;
  }

  /** What it calls the parameter; null when it does not take it. */
  public @Nullable String field(Parameter parameter) {
    return fields.get(parameter);
  }

  /** How many stop sequences it takes; {@link Integer#MAX_VALUE} where it names no limit. */
  public int mostStops() {
    return mostStops;
  }

  /** The highest temperature that it takes; infinite where it names none. */
  public double mostTemperature() {
    return mostTemperature;
  }

  /** The efforts that most of its models know. */
  List<ReasoningEffort> efforts() {
    return efforts;
  }

  /** The effort that the model knows and that is nearest to the one that is asked for. */
  public ReasoningEffort nearest(ReasoningEffort asked, String model) {
    ModelReasoning own = ownReasoning(model);
    List<ReasoningEffort> efforts = own == null ? this.efforts : own.efforts();
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

  /** How the model is told how much to think. */
  public ReasoningAsk reasoningAsk(String model) {
    ModelReasoning own = ownReasoning(model);
    return own == null ? reasoningAsk : own.ask();
  }

  private @Nullable ModelReasoning ownReasoning(String model) {
    for (ModelReasoning own : modelReasoning) { // mostly none: asked for each request
      if (own.models().have(model)) {
        return own;
      }
    }
    return null;
  }

  /** How most of its models are told how much to think. */
  ReasoningAsk reasoningAsk() {
    return reasoningAsk;
  }

  /** The models that are told in another way, or know other efforts. */
  List<ModelReasoning> modelReasoning() {
    return modelReasoning;
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
    DialectBuilder page = new DialectBuilder(this).takesReasoningBack(form);
    page.thinkUnasked = thinkUnasked.isEmpty() ? ANY_MODEL : thinkUnasked;
    return page.build();
  }

  /** The same page for OpenAI's Responses, which has other names, and less to set. */
  public Dialect inResponses() {
    DialectBuilder page =
        new DialectBuilder(this)
            .calls(Parameter.MAX_OUTPUT_TOKENS, "max_output_tokens")
            .refuses(
                Parameter.STOP,
                Parameter.SEED,
                Parameter.FREQUENCY_PENALTY,
                Parameter.PRESENCE_PENALTY)
            .takesCallIds(CallIdForm.UP_TO_64)
            .reasoning(ReasoningAsk.NESTED_EFFORT);
    page.modelReasoning.clear();
    for (ModelReasoning own : modelReasoning) {
      page.modelReasoning.add(own.nested());
    }
    page.capabilities.remove(Capability.AUDIO);
    if (counting.isOfChatsAlone()) {
      page.capabilities.remove(Capability.TOKEN_COUNT);
    }
    return page.build();
  }

  /** The same page for Chat Completions, beside which few count tokens. */
  public Dialect inChats() {
    if (counting != TokenCounting.NONE || !capabilities.has(Capability.TOKEN_COUNT)) {
      return this;
    }
    DialectBuilder page = new DialectBuilder(this);
    page.capabilities.remove(Capability.TOKEN_COUNT);
    return page.build();
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
    return begins(model, thinkUnasked);
  }

  private static boolean begins(String model, List<String> beginnings) {
    for (String beginning : beginnings) { // mostly none: asked for each request
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

  /** In which order it takes messages. */
  public TurnOrder turnOrder() {
    return turnOrder;
  }

  /** Whether a message may say who speaks. */
  public boolean hasNames() {
    return names;
  }

  /** Whether a turn of the model has a place for a refusal; else that is text as any other. */
  public boolean hasRefusals() {
    return refusals;
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

  /** Whether the names of its models begin with that of their maker. */
  boolean servesManyMakers() {
    return manyMakers;
  }

  /**
   * Where what a model signs comes from, and alone goes back to: the provider, and at a host of
   * models of many makers the maker, behind a colon, which no provider's name has.
   *
   * @param model the provider's own id of the model
   */
  public String origin(String provider, String model) {
    int maker = manyMakers ? model.indexOf('/') : -1;
    return maker < 0 ? provider : provider + ':' + model.substring(0, maker);
  }

  /** How it embeds texts. */
  public EmbeddingDialect embeddings() {
    return embeddings;
  }

  /** Whether an answer with thoughts comes as a stream alone. */
  public boolean streamsThoughtsAlone() {
    return !streamedAlone.isEmpty();
  }

  /** Whether the model answers in streams alone, unless it is told not to think. */
  public boolean streamsAlone(String model) {
    return begins(model, streamedAlone);
  }

  /** How the names of the models begin that answer in streams alone. */
  List<String> streamedAlone() {
    return streamedAlone;
  }

  /** The voice that speaks where a request names none; null where the host has to say. */
  public @Nullable String usualVoice() {
    return usualVoice;
  }

  /** How it is asked for a transcript. */
  public TranscriptForm transcriptForm() {
    return transcriptForm;
  }

  /** How large the media of one request may be. */
  public MediaLimits mediaLimits() {
    return mediaLimits;
  }

  /** How it writes sound, of what OpenAI knows. */
  public Set<SpeechFormat> speechFormats() {
    return speechFormats;
  }

  /** How it counts tokens, beside Chat Completions. */
  public TokenCounting counting() {
    return counting;
  }

  /** How it differs from OpenAI, in Markdown, for people. */
  public List<String> differences() {
    return Differences.of(this);
  }

  @Override
  public String toString() {
    return "Dialect[" + name + "]";
  }
}
