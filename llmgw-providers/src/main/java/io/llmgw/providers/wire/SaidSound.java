package io.llmgw.providers.wire;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Sound in turns of the model, for protocols that have no place for it there: where its words stand
 * beside it, they say the same.
 */
public final class SaidSound {
  /**
   * The type of the item between the words and the sound, which has what the provider calls it by.
   */
  public static final String ITEM = "audio";

  /** What is said in the trail where it is left out. */
  public static final String REMARK =
      "sound of earlier turns was left out: what it says was sent as text";

  private SaidSound() {}

  /** The conversation without sound whose words stand beside it, which is remarked. */
  public static List<Message> leaveOut(WireCall call, List<Message> messages) {
    List<Message> rest = null;
    for (int i = 0; i < messages.size(); i++) {
      Message without = without(messages.get(i));
      if (without.parts().size() < messages.get(i).parts().size()) {
        if (rest == null) {
          rest = new ArrayList<>(messages);
          call.note(REMARK);
        }
        rest.set(i, without);
      }
    }
    return rest == null ? messages : rest;
  }

  /** The message without such sound; this very one where there is none. */
  public static Message without(Message message) {
    List<Part> said = message.parts();
    if (message.role() != Role.ASSISTANT || !isAny(said)) {
      return message;
    }
    List<Part> left = new ArrayList<>(said.size());
    for (int i = 0; i < said.size(); i++) {
      if (!isSaidBefore(said, i) && !isSaidBefore(said, i + 1)) {
        left.add(said.get(i));
      }
    }
    return new Message(message.role(), left, message.name(), message.cacheMark());
  }

  private static boolean isAny(List<Part> parts) {
    // Without an iterator: asked of each message.
    for (int i = 0; i < parts.size(); i++) {
      if (isSaidBefore(parts, i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is sound behind an item of sound that has words before it. */
  private static boolean isSaidBefore(List<Part> parts, int at) {
    return at > 1
        && at < parts.size()
        && parts.get(at) instanceof Part.Audio
        && parts.get(at - 1) instanceof ProviderItem item
        && item.type().equals(ITEM)
        && parts.get(at - 2) instanceof Part.Text;
  }
}
