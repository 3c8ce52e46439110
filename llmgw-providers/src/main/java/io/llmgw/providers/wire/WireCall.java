package io.llmgw.providers.wire;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.LlmRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is to be written, and for whom.
 *
 * @param request the request
 * @param provider the name of the provider
 * @param model the provider's own id of the model
 * @param delivery whether the answer is wanted whole or streamed
 * @param now when it is written, by the wall clock: what a provider keeps for a while may be over
 * @param notes takes remarks for the trail of the call; never prompt text
 */
public record WireCall(
    LlmRequest<?> request,
    String provider,
    String model,
    Delivery delivery,
    Instant now,
    Consumer<String> notes) {
  /** A call at no known time, when nothing is over. */
  public WireCall(
      LlmRequest<?> request,
      String provider,
      String model,
      Delivery delivery,
      Consumer<String> notes) {
    this(request, provider, model, delivery, Instant.EPOCH, notes);
  }

  /**
   * The request, for a protocol of chats alone.
   *
   * @throws LlmException with {@code UNSUPPORTED} when it is of another operation
   */
  public ChatRequest chat() {
    if (request instanceof ChatRequest chat) {
      return chat;
    }
    throw unsupported("the operation " + request.operation());
  }

  /** Remarks that something was decided. */
  public void note(String note) {
    notes.accept(note);
  }

  /**
   * Fields that the gateway writes itself are not given a second time.
   *
   * @throws LlmException with {@code UNSUPPORTED} where one of them is
   */
  public void refuse(Set<String> fixed, Set<String> given) {
    for (String field : given) {
      if (fixed.contains(field)) {
        throw unsupported("the extra field " + field + ", which the gateway sets itself");
      }
    }
  }

  /**
   * One request does not hold more texts to embed than this.
   *
   * @throws LlmException with {@code UNSUPPORTED} when it does
   */
  public void checkTexts(EmbeddingRequest embedding, int most) {
    if (embedding.inputs().size() > most) {
      throw unsupported("more than " + most + " texts at once; use LlmClient.embed");
    }
  }

  /**
   * A parameter has no form in the protocol: it is left out with a remark where the caller allows
   * that.
   *
   * @param parameter its name, and what to do instead
   * @throws LlmException with {@code UNSUPPORTED} where he does not
   */
  public void dropOrRefuse(String parameter) {
    if (request.option(Leniency.class) != Leniency.DROP) {
      throw unsupported(parameter + "; leave it out, or allow that with Leniency.DROP");
    }
    note("left out for " + provider + ": " + parameter);
  }

  /** Remarks that marks of where to cache are left out, where there are any. */
  public void leaveOutCacheMarks(ChatContent content) {
    boolean marked = false;
    for (Message message : content.messages()) {
      marked |= message.cacheMark() != null;
    }
    for (ToolSpec tool : content.tools()) {
      marked |= tool.cacheMark() != null;
    }
    if (marked) {
      note("cache marks were left out: the protocol of " + provider + " has none");
    }
  }

  /**
   * The failure of a request with something that has no form in the protocol and cannot be left out
   * without changing what is asked.
   */
  public LlmException unsupported(String what) {
    return LlmException.of(
            ErrorKind.UNSUPPORTED, provider + "/" + model + " does not support " + what)
        .target(provider, model)
        .build();
  }

  /** The failure of a request with a part that the protocol does not take at its place. */
  public LlmException unsupported(Part part, Role role) {
    return unsupported(partIn(part, role));
  }

  /** The same, with what to do instead. */
  public LlmException unsupported(Part part, Role role, String instead) {
    return unsupported(partIn(part, role) + "; " + instead);
  }

  /** What a part is and where it stands, in words. */
  public static String partIn(Part part, Role role) {
    String kind = part.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    String place =
        role == Role.TOOL
            ? "a tool result"
            : "a message of the " + role.name().toLowerCase(Locale.ROOT);
    return "a part of kind " + kind + " in " + place;
  }
}
