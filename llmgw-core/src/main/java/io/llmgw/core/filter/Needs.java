package io.llmgw.core.filter;

import io.llmgw.api.catalog.Modality;
import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.ReasoningSettings;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a target must be able to do for a request, as far as the request shows it. */
final class Needs {
  private Needs() {}

  /** Empty for most requests, and then nothing is made for it. */
  static Set<Capability> of(LlmRequest<?> request) {
    return request.content() instanceof ChatContent content
        ? ofChat(content, request instanceof ChatRequest chat ? chat.settings().reasoning() : null)
        : Set.of();
  }

  private static Set<Capability> ofChat(
      ChatContent content, @Nullable ReasoningSettings reasoning) {
    Set<Capability> needed = null;
    if (reasoning != null && !reasoning.isOff()) {
      needed = with(needed, Capability.REASONING);
    }
    if (!content.tools().isEmpty()) {
      needed = with(needed, Capability.TOOLS);
    }
    ResponseFormat form = content.responseFormat();
    if (form instanceof ResponseFormat.Schema) {
      needed = with(needed, Capability.JSON_SCHEMA);
    } else if (form == ResponseFormat.Mode.JSON_OBJECT) {
      needed = with(needed, Capability.JSON_OBJECT);
    }
    List<Message> messages = content.messages();
    for (int i = 0; i < messages.size(); i++) {
      // What a model has made itself is no input: whether it goes back is for its protocol to say.
      if (messages.get(i).role() != Role.ASSISTANT) {
        needed = neededBy(messages.get(i).parts(), needed);
      }
    }
    return needed == null ? Set.of() : needed;
  }

  /** What the parts need besides: those that tools have answered as well. */
  private static @Nullable Set<Capability> neededBy(
      List<Part> parts, @Nullable Set<Capability> before) {
    Set<Capability> needed = before;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof ToolResult result) {
        needed = neededBy(result.content(), needed);
      } else {
        Capability media = neededBy(parts.get(i));
        needed = media == null ? needed : with(needed, media);
      }
    }
    return needed;
  }

  private static @Nullable Capability neededBy(Part part) {
    if (part instanceof Part.Image) {
      return Capability.IMAGES;
    }
    if (part instanceof Part.Audio) {
      return Capability.AUDIO;
    }
    if (part instanceof Part.Video) {
      return Capability.VIDEO;
    }
    // A document of text is read by whoever reads text.
    boolean pages = part instanceof Part.Document document && !document.isText();
    return pages ? Capability.DOCUMENTS : null;
  }

  private static Set<Capability> with(@Nullable Set<Capability> some, Capability more) {
    Set<Capability> all = some == null ? EnumSet.noneOf(Capability.class) : some;
    all.add(more);
    return all;
  }

  /** What a request is made of that has these needs. */
  static Set<Modality> modalities(Set<Capability> needs) {
    Set<Modality> all = EnumSet.of(Modality.TEXT);
    for (Capability need : needs) {
      switch (need) {
        case IMAGES -> all.add(Modality.IMAGE);
        case AUDIO -> all.add(Modality.AUDIO);
        case VIDEO -> all.add(Modality.VIDEO);
        case DOCUMENTS -> all.add(Modality.PDF);
        default -> {}
      }
    }
    return all;
  }
}
