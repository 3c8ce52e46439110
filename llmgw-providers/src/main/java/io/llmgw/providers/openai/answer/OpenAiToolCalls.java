package io.llmgw.providers.openai.answer;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.json.Json;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.CallIds;
import io.llmgw.providers.json.ProviderFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells which tool call a piece belongs to. The protocol numbers them, but hosts leave the number
 * out, call all of them 0, repeat or leave out ids, make up a new id for every piece, or say the
 * name again in each. What all of them keep to is that a call begins with its name, and that the
 * one before it under the same number has all its arguments by then, or an id of its own. Not
 * thread-safe.
 */
final class OpenAiToolCalls {
  /** Beyond what any model asks for; each piece of a call is looked for among them. */
  private static final int MOST_CALLS = 512;

  private final AnswerHead head;
  private final String origin;
  private final CallIds ids;
  private final Consumer<LlmEvent> events;
  private final IntSupplier nextBlock;
  private final List<Call> calls = new ArrayList<>(2);

  OpenAiToolCalls(
      AnswerHead head, String origin, Consumer<LlmEvent> events, IntSupplier nextBlock) {
    this.origin = origin;
    this.head = head;
    this.ids = head.callIds();
    this.events = events;
    this.nextBlock = nextBlock;
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /** Takes a piece of a streamed call. */
  void add(ToolDelta piece) {
    Call call = continued(piece);
    if (call == null) {
      if (!piece.isBlank()) {
        extend(open(piece), piece);
      }
    } else if (isRepetition(piece, call)) {
      call.renamed |= piece.name != null;
    } else if (call.renamed && call.arguments.isReached() && piece.hasArguments()) {
      extend(open(piece), piece, call.name);
    } else {
      call.renamed |= piece.name != null && call.name != null;
      extend(call, piece);
    }
  }

  /** Takes the calls of an answer that came whole: each is one. */
  void addWhole(List<ToolDelta> whole) {
    int first = calls.size();
    for (ToolDelta one : whole) {
      give(open(one), one.id); // known before any id has to be made up
    }
    for (int i = 0; i < whole.size(); i++) {
      extend(calls.get(first + i), whole.get(i));
    }
  }

  private @Nullable Call continued(ToolDelta piece) {
    Call open = addressed(piece);
    String name = piece.name;
    return open != null && name != null && beginsAnother(name, piece, open) ? null : open;
  }

  /**
   * Whether it says once more what is known, as the last piece of hosts that end with the whole.
   */
  private static boolean isRepetition(ToolDelta piece, Call call) {
    String arguments = piece.arguments();
    return arguments != null
        && piece.id != null
        && piece.id.equals(call.givenId)
        && call.isNamed(piece.name)
        && call.arguments.isReached()
        && call.arguments.areAll(arguments);
  }

  private @Nullable Call addressed(ToolDelta piece) {
    String id = piece.id;
    if (piece.index == ToolDelta.NO_INDEX) {
      Call same = id == null ? null : byId(id);
      return same != null || piece.name != null ? same : last();
    }
    Call same = id == null ? null : byId(id, piece.index);
    if (same != null) {
      return same;
    }
    Call open = byIndex(piece.index);
    if (id == null || piece.name != null || (open != null && open.givenId == null)) {
      return open;
    }
    Call known = byId(id);
    return known == null ? open : known;
  }

  /**
   * Whether a piece with a name is no more of the call that its number is of. Where the id says
   * neither, the name does, and the arguments, of which a call has one object.
   */
  private boolean beginsAnother(String name, ToolDelta piece, Call open) {
    boolean sameId = piece.id != null && piece.id.equals(open.givenId);
    if (!sameId && piece.id != null && open.givenId != null) {
      return true;
    }
    if (open.name == null) {
      return false;
    }
    boolean renamed = !open.name.equals(name);
    if (open.arguments.isReached() && (renamed || piece.hasArguments())) {
      return renamed || !isRepetition(piece, open);
    }
    if (!renamed || (sameId && !open.arguments.isEmpty())) {
      return false;
    }
    boolean arguments = piece.hasArguments() || !open.arguments.isEmpty();
    return (arguments && !sameId) || !isRestOfName(name, open.name);
  }

  /**
   * Whether a host that sends names in pieces, or what it has of them so far, may mean one tool.
   */
  private boolean isRestOfName(String name, String begun) {
    return ids.isForeign(name) || (ids.isForeign(begun) && name.startsWith(begun));
  }

  private @Nullable Call byIndex(int index) {
    for (int i = calls.size() - 1; i >= 0; i--) {
      if (calls.get(i).index == index) {
        return calls.get(i);
      }
    }
    return null;
  }

  /** The latest, as some hosts give each of their calls the same id. */
  private @Nullable Call byId(String id) {
    for (int i = calls.size() - 1; i >= 0; i--) {
      if (id.equals(calls.get(i).givenId)) {
        return calls.get(i);
      }
    }
    return null;
  }

  private @Nullable Call byId(String id, int index) {
    for (int i = calls.size() - 1; i >= 0; i--) {
      Call call = calls.get(i);
      if (call.index == index && id.equals(call.givenId)) {
        return call;
      }
    }
    return null;
  }

  private @Nullable Call last() {
    return calls.isEmpty() ? null : calls.get(calls.size() - 1);
  }

  private Call open(ToolDelta piece) {
    if (calls.size() == MOST_CALLS) {
      throw head.failure(
          ErrorKind.PROTOCOL, "asked for more than " + MOST_CALLS + " calls of tools at once");
    }
    Call call = new Call(piece.index, nextBlock.getAsInt());
    calls.add(call);
    return call;
  }

  private void give(Call call, @Nullable String id) {
    if (call.givenId == null && id != null) {
      call.givenId = id;
      ids.reserve(id);
    }
  }

  private void extend(Call call, ToolDelta piece) {
    extend(call, piece, piece.name);
  }

  /** Takes a piece by a name that it need not have itself: it may be that of the next frame too. */
  private void extend(Call call, ToolDelta piece, @Nullable String name) {
    give(call, piece.id);
    if (call.name == null) {
      call.keep(piece);
      if (name != null) {
        start(call, name);
      }
      return;
    }
    String arguments = piece.arguments();
    if (arguments != null) {
      call.arguments.add(arguments);
      events.accept(new ToolArgumentsDelta(call.block, arguments));
    }
  }

  private void start(Call call, String name) {
    call.name = name;
    events.accept(
        new ToolCallStarted(
            call.block, ids.unused(call.givenId), name, ProviderFields.keep(origin, call.unknown)));
    if (call.waiting.length() > 0) {
      events.accept(new ToolArgumentsDelta(call.block, call.waiting.toString()));
    }
  }

  /**
   * The answer is complete. A call that never got a name is none that anybody could answer, and no
   * host takes it back in a conversation.
   */
  void end() {
    for (Call call : calls) {
      if (call.name == null) {
        throw head.namelessCall();
      }
    }
  }

  private static final class Call {
    final int index;
    final int block;
    final StringBuilder waiting = new StringBuilder(0);
    Map<String, Json> unknown = Map.of();
    final ArgumentsEnd arguments = new ArgumentsEnd();
    @Nullable String givenId;

    /** Null as long as it has none, and nobody was told of it. */
    @Nullable String name;

    /** Whether its name came again, which may have been the first word of another call. */
    boolean renamed;

    Call(int index, int block) {
      this.index = index;
      this.block = block;
    }

    /** Whether a piece with this name, or with none, may be of it. */
    boolean isNamed(@Nullable String said) {
      return said == null || said.equals(name);
    }

    void keep(ToolDelta piece) {
      String arguments = piece.arguments();
      if (arguments != null) {
        this.arguments.add(arguments);
        waiting.append(arguments);
      }
      if (!piece.unknown.isEmpty()) {
        unknown = piece.unknown;
      }
    }
  }
}
