package io.llmgw.core.shape;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.MediaProduced;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Media of one kind, at least one, each at a place of its own. */
final class MediaShape implements AnswerShape {
  private final Class<? extends Part> kind;
  private final String word;
  private final int most;
  private final Set<Integer> places = new HashSet<>();

  /**
   * The shape of an answer of media.
   *
   * @param word what each is, in a word
   * @param most how many there may be
   */
  MediaShape(Class<? extends Part> kind, String word, int most) {
    this.kind = kind;
    this.word = word;
    this.most = most;
  }

  @Override
  public @Nullable String brokenBy(LlmEvent event) {
    if (event instanceof MediaProduced produced) {
      return take(produced);
    }
    return event instanceof Completed && places.isEmpty() ? "answers without any " + word : null;
  }

  private @Nullable String take(MediaProduced produced) {
    Part part = produced.part();
    if (!kind.isInstance(part)) {
      return "sends " + part.getClass().getSimpleName() + " where an " + word + " is wanted";
    }
    if (part instanceof Part.Audio audio && !(audio.media() instanceof Media.Bytes)) {
      return "sends the address of a " + word + " instead of its bytes";
    }
    if (!places.add(produced.index())) {
      return "sends " + word + " " + produced.index() + " a second time";
    }
    return places.size() > most ? "sends more than " + most + " " + word : null;
  }
}
