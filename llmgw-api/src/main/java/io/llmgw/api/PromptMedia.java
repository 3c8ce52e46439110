package io.llmgw.api;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.request.ChatRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Media of a prompt, held to the kind that the caller says they are. */
final class PromptMedia {
  private PromptMedia() {}

  /** The request with these parts in place of those of its message in plain text. */
  static ChatRequest attached(ChatRequest request, Message text, List<Part> parts) {
    if (parts.equals(text.parts())) {
      return request;
    }
    List<Message> messages = new ArrayList<>(request.content().messages());
    messages.set(messages.indexOf(text), Message.user(parts.toArray(new Part[0])));
    return request.withMessages(messages);
  }

  static Media of(String kind, Path file) {
    return checked(kind, Media.of(file));
  }

  static Media of(String kind, byte[] bytes) {
    return checked(kind, Media.of(bytes));
  }

  static Media of(String kind, byte[] bytes, String mediaType) {
    return checked(kind, Media.of(bytes, mediaType));
  }

  private static Media checked(String kind, Media.Bytes media) {
    String type = media.mediaType().toLowerCase(Locale.ROOT);
    // Sound and film share containers, which do not always tell what is in them.
    boolean sameContainer =
        !kind.equals("image")
            && type.matches(
                "((audio|video)/(mp4|ogg|webm|x-matroska|quicktime|3gpp)|application/ogg)\\b.*");
    if (!sameContainer && !type.startsWith(kind + "/")) {
      throw new IllegalArgumentException(
          "of kind " + kind + " is wanted, but this is " + media.mediaType());
    }
    return media;
  }

  static Part document(Path file) {
    Media media = readable(Media.of(file));
    Path name = file.getFileName();
    return name == null ? Part.document(media) : Part.document(media, name.toString());
  }

  static Part document(byte[] bytes, String mediaType, String name) {
    return Part.document(readable(Media.of(bytes, mediaType)), name);
  }

  private static Media readable(Media.Bytes media) {
    String type = media.mediaType().toLowerCase(Locale.ROOT);
    // A drawing that is text can be read as well as looked at.
    if (type.matches("(image|audio|video)/.*") && !type.startsWith("image/svg")) {
      throw new IllegalArgumentException(
          "this is " + media.mediaType() + ", no document: there is a method for its kind");
    }
    return media;
  }
}
