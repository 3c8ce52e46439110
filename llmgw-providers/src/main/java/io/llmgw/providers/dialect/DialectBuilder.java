package io.llmgw.providers.dialect;

import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.speech.SpeechFormat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the settings of one {@link Dialect}. Not thread-safe. */
public final class DialectBuilder {
  final String name;
  final Map<Parameter, String> fields = new EnumMap<>(Parameter.class);
  @Nullable String baseUrl;
  String keyVariable;
  boolean keyless;
  final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
  int mostStops = Integer.MAX_VALUE;
  double mostTemperature = Double.POSITIVE_INFINITY;
  List<ReasoningEffort> efforts = List.of(ReasoningEffort.values());
  ReasoningAsk reasoningAsk = ReasoningAsk.EFFORT;
  final List<ModelReasoning> modelReasoning = new ArrayList<>(0);
  final List<ModelRefusals> modelRefusals = new ArrayList<>(0);
  ReasoningReturn reasoningReturn = ReasoningReturn.LEFT_OUT;
  PartForm partForm = PartForm.OPENAI;
  CallIdForm callIds = CallIdForm.ANY;
  String requiredToolWord = "required";
  boolean forcesToolsWhileThinking = true;
  List<String> thinkUnasked = List.of();
  TurnOrder turnOrder = TurnOrder.ANY;
  boolean developerRole = true;
  boolean names = true;
  boolean refusals = true;
  boolean streamOptions = true;
  boolean prefillMark;
  boolean manyMakers;
  EmbeddingDialect embeddings = EmbeddingDialect.USUAL;
  List<String> streamedAlone = List.of();
  @Nullable String usualVoice;
  TranscriptForm transcriptForm = TranscriptForm.OPENAI;
  MediaLimits mediaLimits = MediaLimits.UNKNOWN;
  Set<SpeechFormat> speechFormats = EnumSet.allOf(SpeechFormat.class);
  TokenCounting counting = TokenCounting.NONE;

  DialectBuilder(Dialect page) {
    name = page.name();
    baseUrl = page.baseUrl();
    keyVariable = page.keyVariable();
    keyless = page.isKeyless();
    for (Capability capability : Capability.values()) {
      if (page.capabilities().has(capability)) {
        capabilities.add(capability);
      }
    }
    for (Parameter parameter : Parameter.values()) {
      String field = page.field(parameter);
      if (field != null) {
        fields.put(parameter, field);
      }
    }
    mostStops = page.mostStops();
    mostTemperature = page.mostTemperature();
    efforts = page.efforts();
    reasoningAsk = page.reasoningAsk();
    modelReasoning.addAll(page.modelReasoning());
    modelRefusals.addAll(page.modelRefusals());
    reasoningReturn = page.reasoningReturn();
    partForm = page.partForm();
    callIds = page.callIds();
    requiredToolWord = page.requiredToolWord();
    forcesToolsWhileThinking = page.forcesToolsWhileThinking();
    thinkUnasked = page.thinkUnasked();
    turnOrder = page.turnOrder();
    developerRole = page.hasDeveloperRole();
    names = page.hasNames();
    refusals = page.hasRefusals();
    streamOptions = page.hasStreamOptions();
    prefillMark = page.marksPrefill();
    manyMakers = page.servesManyMakers();
    embeddings = page.embeddings();
    streamedAlone = page.streamedAlone();
    usualVoice = page.usualVoice();
    transcriptForm = page.transcriptForm();
    mediaLimits = page.mediaLimits();
    speechFormats = page.speechFormats();
    counting = page.counting();
  }

  DialectBuilder(String name) {
    this.name = name;
    keyVariable = name.toUpperCase(Locale.ROOT).replace('-', '_') + "_API_KEY";
    for (Parameter parameter : Parameter.values()) {
      String field = parameter.openAiField();
      if (field != null) {
        fields.put(parameter, field);
      }
    }
  }

  /** Sets where it answers. */
  public DialectBuilder baseUrl(String url) {
    baseUrl = url;
    return this;
  }

  /** Sets the environment variable that has the key; default that of the name. */
  public DialectBuilder keyVariable(String variable) {
    keyVariable = variable;
    return this;
  }

  /** It may well need no key. */
  public DialectBuilder keyless() {
    keyless = true;
    return this;
  }

  /** Sets what it can do at most, beside chats that stream and call tools. */
  public DialectBuilder can(Capability... more) {
    capabilities.addAll(List.of(more));
    capabilities.add(Capability.CHAT);
    capabilities.add(Capability.STREAMING);
    capabilities.add(Capability.TOOLS);
    if (fields.containsKey(Parameter.TOOL_CHOICE)) {
      capabilities.add(Capability.TOOL_CHOICE);
    }
    return this;
  }

  /** None of its models calls tools. */
  public DialectBuilder withoutTools() {
    capabilities.remove(Capability.TOOLS);
    return refuses(Parameter.TOOL_CHOICE, Parameter.PARALLEL_TOOL_CALLS);
  }

  /** It calls the parameter so. */
  public DialectBuilder calls(Parameter parameter, String field) {
    fields.put(parameter, Objects.requireNonNull(field, "field"));
    return this;
  }

  /** It does not take the parameters. */
  public DialectBuilder refuses(Parameter... parameters) {
    for (Parameter parameter : parameters) {
      fields.remove(parameter);
      if (parameter == Parameter.TOOL_CHOICE) {
        capabilities.remove(Capability.TOOL_CHOICE);
      }
    }
    return this;
  }

  /** Sets how many stop sequences it takes. */
  public DialectBuilder mostStops(int number) {
    mostStops = number;
    return this;
  }

  /** Sets the highest temperature that it takes. */
  public DialectBuilder mostTemperature(double temperature) {
    mostTemperature = temperature;
    return this;
  }

  /**
   * Some models do not take the parameters; of several that a model is among, the first one counts.
   *
   * @param models how their names begin, and behind an asterisk what else is in them
   */
  public DialectBuilder refusesOf(String models, Parameter... parameters) {
    modelRefusals.add(new ModelRefusals(ModelNames.of(models), Set.of(parameters)));
    return this;
  }

  /** Sets how it is told how much to think, and the efforts that it knows. */
  public DialectBuilder reasoning(ReasoningAsk ask, ReasoningEffort... known) {
    reasoningAsk = ask;
    efforts = known.length == 0 ? efforts : List.of(known);
    return this;
  }

  /**
   * Sets the same for some models, where they are told otherwise; of several that a model is among,
   * the first one counts.
   *
   * @param models how their names begin, and behind an asterisk what else is in them
   */
  public DialectBuilder reasoningOf(String models, ReasoningAsk ask, ReasoningEffort... known) {
    modelReasoning.add(new ModelReasoning(ModelNames.of(models), ask, List.of(known)));
    return this;
  }

  /** Sets how reasoning of earlier turns goes back. */
  public DialectBuilder takesReasoningBack(ReasoningReturn form) {
    reasoningReturn = form;
    return this;
  }

  /** Sets how it takes sound and documents. */
  public DialectBuilder parts(PartForm form) {
    partForm = form;
    return this;
  }

  /** Sets which ids of tool calls it takes back. */
  public DialectBuilder takesCallIds(CallIdForm form) {
    callIds = form;
    return this;
  }

  /** Sets its word for a required tool call. */
  public DialectBuilder requiredToolWord(String word) {
    requiredToolWord = word;
    return this;
  }

  /**
   * A model that thinks cannot be told which tools it must call.
   *
   * @param unasked how the names of the models begin that think unless they are told not to
   */
  public DialectBuilder thinksWithoutForcedTools(String... unasked) {
    forcesToolsWhileThinking = false;
    thinkUnasked = List.of(unasked);
    return this;
  }

  /** Sets in which order it takes messages. */
  public DialectBuilder turns(TurnOrder order) {
    turnOrder = order;
    return this;
  }

  /** A message cannot say who speaks. */
  public DialectBuilder withoutNames() {
    names = false;
    return this;
  }

  /** A refusal of an earlier turn is text as any other. */
  public DialectBuilder withoutRefusals() {
    refusals = false;
    return this;
  }

  /** It does not know the role {@code developer}. */
  public DialectBuilder withoutDeveloperRole() {
    developerRole = false;
    return this;
  }

  /** It does not take {@code stream_options}, and reports usage unasked. */
  public DialectBuilder withoutStreamOptions() {
    streamOptions = false;
    return this;
  }

  /** A last message of the assistant carries {@code prefix}. */
  public DialectBuilder marksPrefill() {
    prefillMark = true;
    return this;
  }

  /**
   * The names of its models begin with that of their maker, and what one maker's model signs is of
   * no use to another's.
   */
  public DialectBuilder namesMakers() {
    manyMakers = true;
    return this;
  }

  /** Sets how much one embedding request may hold. */
  public DialectBuilder embeds(EmbeddingLimits limits) {
    embeddings = embeddings.within(limits);
    return this;
  }

  /** Sets where texts are embedded, below the base URL. */
  public DialectBuilder embedsAt(String path) {
    embeddings = embeddings.at(path);
    return this;
  }

  /** Sets in which form it writes vectors. */
  public DialectBuilder vectors(VectorForm form) {
    embeddings = embeddings.as(form);
    return this;
  }

  /**
   * It must be told what texts are embedded for.
   *
   * @param field where it is told
   * @param usual its word for texts that are kept, to be found later
   */
  public DialectBuilder tellsPurpose(String field, String usual) {
    embeddings = embeddings.told(new EmbeddingPurpose(field, usual));
    return this;
  }

  /**
   * Answers with thoughts come as streams alone.
   *
   * @param models how the names of the models begin that think unless they are told not to, and of
   *     those that are never asked otherwise
   */
  public DialectBuilder streamsThoughts(String... models) {
    streamedAlone = List.of(models);
    return this;
  }

  /** Sets the voice that speaks where a request names none. */
  public DialectBuilder speaksAs(String voice) {
    usualVoice = voice;
    return this;
  }

  /** Sets how it is asked for a transcript. */
  public DialectBuilder transcribes(TranscriptForm form) {
    transcriptForm = form;
    return this;
  }

  /** Sets how large the media of one request may be. */
  public DialectBuilder limits(MediaLimits limits) {
    mediaLimits = limits;
    return this;
  }

  /** Sets how it writes sound, of what OpenAI knows. */
  public DialectBuilder writesSound(SpeechFormat... formats) {
    speechFormats = Set.of(formats);
    return this;
  }

  /** Sets how it counts tokens, beside Chat Completions. */
  public DialectBuilder counts(TokenCounting way) {
    counting = way;
    capabilities.add(Capability.TOKEN_COUNT);
    return this;
  }

  /** The page. */
  public Dialect build() {
    return new Dialect(this);
  }
}
