package io.llmgw.providers.claude;

import io.llmgw.api.content.CacheMark;
import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.providers.wire.WireCall;
import org.jspecify.annotations.Nullable;

/**
 * Which cache marks of one request are written, as they are met in the order of the prompt: tools,
 * system, messages. Not thread-safe.
 */
public final class CachePoints {
  // docs "prompt caching" at platform.claude.com, and of Bedrock: four breakpoints at most
  private static final int MOST = 4;

  private int tooMany;

  /** Those of this request. */
  public CachePoints(WireCall call, ChatContent content) {
    int marks = 0;
    for (ToolSpec tool : content.tools()) {
      marks += tool.cacheMark() == null ? 0 : 1;
    }
    for (Message message : content.messages()) {
      marks += message.cacheMark() == null ? 0 : 1;
    }
    if (marks > MOST) {
      call.dropOrRefuse("more than " + MOST + " cache marks");
      tooMany = marks - MOST;
    }
  }

  /** Whether there is a mark that is to be written; of too many, the last ones reach furthest. */
  public boolean has(@Nullable CacheMark mark) {
    if (mark == null) {
      return false;
    }
    if (tooMany > 0) {
      tooMany--;
      return false;
    }
    return true;
  }
}
