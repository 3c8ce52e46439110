package io.llmgw.providers.openai.request;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.ReasoningReturn;
import io.llmgw.providers.dialect.TurnOrder;
import io.llmgw.providers.wire.WireCall;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the messages of a conversation, which may have begun elsewhere, into an order that the host
 * takes. What changes by that is remarked. Not thread-safe.
 */
final class TurnArrangement {
  /** What an answer must be that nobody gave: words, and none that say anything. */
  private static final Message BRIDGE = Message.assistant("OK.");

  private static final int MONTH_DIGITS = 4;
  private static final String TAKES_USER_BEHIND_RESULT = "2512"; // ministral-3b-2512 does

  private static final String BREAK = "\n\n";

  private final WireCall call;
  private final Dialect dialect;
  private final TurnOrder order;
  private final boolean bridges;
  private final List<Message> rules = new ArrayList<>(1);
  private final List<Message> turns;
  private boolean rulesMoved;
  private boolean emptyLeftOut;
  private boolean bridged;

  private TurnArrangement(WireCall call, Dialect dialect, int size) {
    this.call = call;
    this.dialect = dialect;
    this.order = dialect.turnOrder();
    this.bridges = order == TurnOrder.ANSWERED_RESULTS && isOlder(call.model());
    this.turns = new ArrayList<>(size);
  }

  /**
   * Whether the model is one of those before December 2025, by the month in its name: later ones
   * take a message of the user right behind the result of a tool.
   */
  private static boolean isOlder(String model) {
    if (model.startsWith("open-")) {
      return true;
    }
    String month = model.substring(model.lastIndexOf('-') + 1);
    boolean dated = month.length() == MONTH_DIGITS;
    for (int i = 0; i < month.length(); i++) {
      dated &= month.charAt(i) >= '0' && month.charAt(i) <= '9';
    }
    return dated && month.compareTo(TAKES_USER_BEHIND_RESULT) < 0;
  }

  static List<Message> of(WireCall call, Dialect dialect, List<Message> messages) {
    if (dialect.turnOrder() == TurnOrder.ANY) {
      return messages;
    }
    TurnArrangement arrangement = new TurnArrangement(call, dialect, messages.size() + 1);
    messages.forEach(arrangement::add);
    return arrangement.arranged();
  }

  private void add(Message message) {
    switch (message.role()) {
      case SYSTEM, DEVELOPER -> addRule(message);
      case ASSISTANT -> addAnswer(message);
      case USER -> addWords(message);
      case TOOL -> turns.add(message);
    }
  }

  private void addRule(Message message) {
    boolean moves = order == TurnOrder.ALTERNATING ? !turns.isEmpty() : isAfterAnswer();
    if (moves || turns.isEmpty()) {
      rulesMoved |= moves;
      rules.add(message);
    } else {
      turns.add(message);
    }
  }

  private boolean isAfterAnswer() {
    return is(Role.ASSISTANT) || is(Role.TOOL);
  }

  private boolean is(Role role) {
    return !turns.isEmpty() && turns.get(turns.size() - 1).role() == role;
  }

  private void addAnswer(Message message) {
    if (!saysAnything(message)) {
      emptyLeftOut = true;
    } else {
      turns.add(message);
    }
  }

  private boolean saysAnything(Message message) {
    for (Part part : message.parts()) {
      if (part instanceof ToolCall || isSaid(part) || isThought(part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSaid(Part part) {
    if (part instanceof Part.Refusal refusal) {
      return !refusal.text().isEmpty();
    }
    return part instanceof Part.Text text && !text.text().isEmpty();
  }

  /** A thought, where the host takes it back as a part of the answer. */
  private boolean isThought(Part part) {
    return dialect.reasoningReturn() == ReasoningReturn.THINKING_PARTS
        && part instanceof Part.Reasoning thought
        && call.provider().equals(thought.provider());
  }

  private void addWords(Message message) {
    if (bridges && is(Role.TOOL)) {
      bridged = true;
      turns.add(BRIDGE);
    }
    turns.add(message);
  }

  private List<Message> arranged() {
    if (rulesMoved) {
      call.note("system messages inside the conversation were moved to its beginning");
    }
    if (emptyLeftOut) {
      call.note("an empty message of the assistant was left out");
    }
    if (bridged) {
      call.note("an answer 'OK.' was put between the result of a tool and a message of the user");
    }
    List<Message> all = new ArrayList<>(rules.size() + turns.size());
    all.addAll(rules);
    if (order == TurnOrder.ALTERNATING) {
      addJoined(all);
    } else {
      all.addAll(turns);
    }
    return all;
  }

  private void addJoined(List<Message> all) {
    boolean joined = false;
    int next;
    for (int at = 0; at < turns.size(); at = next) {
      next = at + 1;
      while (next < turns.size() && turns.get(next).role() == turns.get(at).role()) {
        next++;
      }
      all.add(next == at + 1 ? turns.get(at) : joined(turns.subList(at, next)));
      joined |= next > at + 1;
    }
    if (joined) {
      call.note("messages of one role that followed each other were sent as one");
    }
  }

  /** One message of many; of one text, where they have nothing else. */
  private static Message joined(List<Message> many) {
    List<Part> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Message message : many) {
      text.append(text.length() == 0 ? "" : BREAK);
      for (Part part : message.parts()) {
        if (part instanceof Part.Text words) {
          text.append(words.text());
        } else {
          flush(text, parts);
          parts.add(part);
        }
      }
    }
    flush(text, parts);
    return new Message(many.get(0).role(), parts, null, null);
  }

  private static void flush(StringBuilder text, List<Part> parts) {
    if (text.length() > 0) {
      parts.add(Part.text(text.toString()));
      text.setLength(0);
    }
  }
}
