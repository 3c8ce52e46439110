package io.llmgw.providers.answer;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolSpec;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives each tool call of an answer an id that no other call of the conversation has, for hosts
 * that give none, or the same ones in every round. Not thread-safe.
 */
public final class CallIds {
  private final @Nullable RequestContent asked;
  private final Set<String> used = new HashSet<>(4);
  private final Set<String> reserved = new HashSet<>(0);
  private boolean any;

  /** Ids for the answer to a request; null where that is not known. */
  CallIds(@Nullable RequestContent asked) {
    this.asked = asked;
  }

  /** The id that was given to a call yet to come: none like it is made up. */
  public void reserve(String given) {
    reserved.add(given);
  }

  /** The id that was given, unless there is none or another call has it. */
  public String unused(@Nullable String given) {
    if (!any) {
      any = true;
      useThoseOfTheRequest();
    }
    if (given != null && !given.isEmpty() && used.add(given)) {
      return given;
    }
    int number = used.size();
    while (reserved.contains("call_" + number) || !used.add("call_" + number)) {
      number++;
    }
    return "call_" + number;
  }

  // Only now: most answers call no tool.
  private void useThoseOfTheRequest() {
    if (asked instanceof ChatContent chat) {
      for (Message message : chat.messages()) {
        for (Part part : message.parts()) {
          if (part instanceof ToolCall call) {
            used.add(call.id());
          }
        }
      }
    }
  }

  /** Whether the request has tools, and none of this name; false where it is not known. */
  public boolean isForeign(String name) {
    if (!(asked instanceof ChatContent chat) || chat.tools().isEmpty()) {
      return false;
    }
    for (ToolSpec tool : chat.tools()) {
      if (tool.name().equals(name)) {
        return false;
      }
    }
    return true;
  }

  /** Whether there was no call. */
  public boolean isEmpty() {
    return !any;
  }
}
