package io.llmgw.providers.openai.answer;

import io.llmgw.api.json.Json;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.recurring.FrameWords;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One body of the protocol: an answer that came whole, or a chunk of a stream. Read completely
 * before any of it counts; used again for the next chunk. Not thread-safe.
 */
final class OpenAiBody {
  private static final int NO_PADDING = -1;

  private final String messageField;
  private final List<OpenAiDelta> deltas = new ArrayList<>(1);
  private final OpenAiBill bill = new OpenAiBill();
  private final FoundPages pages = new FoundPages();
  private @Nullable OpenAiDelta spare;
  private boolean namesSkipped;
  private boolean object;
  private boolean errorMember;
  private boolean choicesMember;
  private int padding = NO_PADDING;
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable String upstream;
  private @Nullable Usage usage;
  private @Nullable Json filters;
  private @Nullable ErrorBody error;

  /**
   * A reader of bodies.
   *
   * @param messageField where a choice has its content: {@code message} or {@code delta}
   */
  OpenAiBody(String messageField) {
    this.messageField = messageField;
  }

  /**
   * Reads the next body.
   *
   * @throws tools.jackson.core.JacksonException when it is not JSON; what was read does not count
   */
  void read(byte[] bytes, int offset, int length) {
    clear();
    object = WireJson.object(bytes, offset, length, json -> readMembers(json, bytes, offset));
    if (errorMember || (!choicesMember && usage == null)) {
      findError(ErrorBody.of(bytes, offset, length));
    }
  }

  /** From here on the id and the model are known: the next bodies are read without theirs. */
  void skipNames() {
    namesSkipped = true;
  }

  private void clear() {
    if (!deltas.isEmpty()) {
      spare = deltas.get(0);
      deltas.clear();
    }
    errorMember = false;
    choicesMember = false;
    padding = NO_PADDING;
    id = null;
    model = null;
    upstream = null;
    usage = null;
    bill.clear();
    pages.clear();
    filters = null;
    error = null;
  }

  private void findError(ErrorBody candidate) {
    boolean bare = object && !choicesMember && candidate.hasWords();
    if (candidate.isExplicit() || bare) {
      error = candidate;
    }
  }

  private void readMembers(JsonParser json, byte[] bytes, int offset) {
    String name;
    while ((name = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "id" -> id = name(json);
        case "model" -> model = name(json);
        case "provider" -> upstream = name(json); // of OpenRouter
        case "choices" -> readChoices(json, bytes, offset);
        case "service_tier" -> bill.readTier(json);
        case "usage" -> use(OpenAiUsage.read(json, bill));
        case FilterResults.OF_PROMPT -> filters = FilterResults.read(json, bytes, offset);
        case FoundPages.CITATIONS -> pages.readCitations(json, bytes, offset);
        case FoundPages.RESULTS -> pages.readResults(json, bytes, offset);
        case "x_groq" -> readGroq(json, bytes, offset);
        case "error" -> {
          errorMember = token != JsonToken.VALUE_NULL;
          json.skipChildren();
        }
        case "obfuscation", "p" -> {
          padding = token == JsonToken.VALUE_STRING ? WireJson.place(json) : padding;
          json.skipChildren();
        }
        default -> json.skipChildren();
      }
    }
  }

  private @Nullable String name(JsonParser json) {
    if (namesSkipped) {
      json.skipChildren();
      return null;
    }
    return WireJson.string(json);
  }

  private void use(@Nullable Usage latest) {
    usage = latest == null ? usage : latest;
  }

  /**
   * Groq puts the usage of a stream here, and elsewhere only when asked; and why it stopped a
   * stream early, which {@code [DONE]} follows as if nothing had happened.
   */
  private void readGroq(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    String name;
    while ((name = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      if (name.equals("usage")) {
        use(OpenAiUsage.read(json, bill));
      } else if (name.equals("error") && token != JsonToken.VALUE_NULL) {
        errorIn("{\"error\":" + WireJson.raw(json, bytes, offset) + "}");
      } else {
        json.skipChildren();
      }
    }
  }

  private void readChoices(JsonParser json, byte[] bytes, int offset) {
    choicesMember = json.currentToken() == JsonToken.START_ARRAY;
    if (!choicesMember) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        readChoice(json, bytes, offset);
      } else {
        json.skipChildren();
      }
    }
  }

  /** Its number may come last, so that it is known only then whether the choice counts. */
  private void readChoice(JsonParser json, byte[] bytes, int offset) {
    OpenAiDelta delta = spare == null ? new OpenAiDelta() : spare;
    spare = null;
    delta.clear();
    int index = 0;
    String name;
    while ((name = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      if (name.equals(messageField)) {
        delta.readMessage(json, bytes, offset);
      } else if (name.equals("finish_reason")) {
        delta.finishReason = WireJson.string(json);
      } else if (name.equals("native_finish_reason")) {
        delta.nativeFinishReason = WireJson.string(json);
      } else if (name.equals(FilterResults.OF_ANSWER)) {
        delta.filters = FilterResults.read(json, bytes, offset);
      } else if (name.equals("index")) {
        index = WireJson.index(json, 0);
      } else if (name.equals("usage")) {
        use(OpenAiUsage.read(json, bill)); // of Moonshot's streams
      } else if (name.equals("error") && token == JsonToken.START_OBJECT) {
        errorIn(WireJson.raw(json, bytes, offset));
      } else {
        json.skipChildren();
      }
    }
    if (index == 0) {
      deltas.add(delta);
    } else {
      spare = delta;
    }
  }

  private void errorIn(String body) {
    error = ErrorBody.of(body);
  }

  /** What the first choice says, usually once; a host may split it. Others were not asked for. */
  List<OpenAiDelta> deltas() {
    return deltas;
  }

  /** The first words of the answer in it; null for none. */
  @Nullable FrameWords words() {
    return deltas.isEmpty() ? null : deltas.get(0).words();
  }

  /**
   * Where the string begins that OpenAI or Mistral pads a chunk with, counted from where the chunk
   * begins; negative for none.
   */
  int padding() {
    return padding;
  }

  /** Whether it is a JSON object. */
  boolean isObject() {
    return object;
  }

  /** Whether it has the member that makes it a completion. */
  boolean hasChoices() {
    return choicesMember;
  }

  @Nullable String id() {
    return id;
  }

  @Nullable String model() {
    return model;
  }

  /** Who runs the model for the host; null where it is not said. */
  @Nullable String upstream() {
    return upstream;
  }

  @Nullable Usage usage() {
    return usage;
  }

  /** What it says of the bill. */
  OpenAiBill bill() {
    return bill;
  }

  /** The pages that a search has found. */
  FoundPages pages() {
    return pages;
  }

  /** What filters found in the prompt; null where it is not said. */
  @Nullable Json filters() {
    return filters;
  }

  /** The error that the body reports, beside other things or instead of them; null for none. */
  @Nullable ErrorBody error() {
    return error;
  }
}
