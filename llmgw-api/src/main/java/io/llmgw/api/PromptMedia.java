package io.llmgw.api;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import java.nio.file.Path;

/** Media of a prompt, held to the kind that the caller says they are. */
final class PromptMedia {
  private PromptMedia() {}

  static Media of(String kind, Path file) {
    return checked(kind, Media.of(file));
  }

  static Media of(String kind, byte[] bytes) {
    return checked(kind, Media.of(bytes));
  }

  private static Media checked(String kind, Media.Bytes media) {
    // Sound and film share containers, which do not always tell what is in them.
    boolean sameContainer =
        !kind.equals("image")
            && media.mediaType().matches("(audio|video)/(mp4|ogg|webm|x-matroska|quicktime|3gpp)");
    if (!sameContainer && !media.mediaType().startsWith(kind + "/")) {
      throw new IllegalArgumentException(
          "of kind " + kind + " is wanted, but this is " + media.mediaType());
    }
    return media;
  }

  static Part document(Path file) {
    Media.Bytes media = Media.of(file);
    if (media.mediaType().matches("(image|audio|video)/.*")) {
      throw new IllegalArgumentException(
          "this is " + media.mediaType() + ", no document: there is a method for its kind");
    }
    Path name = file.getFileName();
    return name == null ? Part.document(media) : Part.document(media, name.toString());
  }
}
