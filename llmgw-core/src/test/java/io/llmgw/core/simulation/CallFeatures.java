package io.llmgw.core.simulation;

import io.llmgw.api.condition.Condition;
import io.llmgw.api.condition.Task;
import io.llmgw.api.content.Part;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.route.Sticky;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** What routes of a simulation look at in its calls: each is what its number says. */
final class CallFeatures {
  /** By the conversation; three calls of four are part of one. */
  static final Sticky.By CONVERSATION =
      Sticky.by(
          "conversation",
          facts -> {
            Conversation of = facts.option(Conversation.class);
            return of == null ? null : of.name();
          });

  /** Conditions, and of which calls they hold. */
  static final List<Feature> ALL =
      List.of(
          new Feature(Condition.task("hard"), call -> isHard(call)),
          new Feature(Condition.task("hard").not(), call -> !isHard(call)),
          new Feature(
              Condition.of("talk", facts -> facts.option(Conversation.class) != null),
              call -> conversation(call) != null));

  private CallFeatures() {}

  /** A condition, and what its answer must be. */
  record Feature(Condition condition, LongPredicate truth) {}

  private record Conversation(String name) implements RequestOption {
    @Override
    public Class<Conversation> key() {
      return Conversation.class;
    }
  }

  static boolean isHard(long call) {
    return call % 3 == 1;
  }

  static @Nullable String conversation(long call) {
    return call % 4 == 0 ? null : "c" + call % 5;
  }

  /** Whether a condition holds of a call. */
  static boolean holds(Condition condition, long call) {
    for (Feature feature : ALL) {
      if (feature.condition().equals(condition)) {
        return feature.truth().test(call);
      }
    }
    throw new AssertionError(condition + " is no feature");
  }

  /** A request with the features of its call, whose number is in its text. */
  static ChatRequest added(ChatRequest request) {
    Part.Text text = (Part.Text) request.content().messages().get(0).parts().get(0);
    long call = Long.parseLong(text.text().split(" ", 3)[1]);
    ChatRequest told = isHard(call) ? request.with(Task.of("hard")) : request;
    String conversation = conversation(call);
    return conversation == null ? told : told.with(new Conversation(conversation));
  }
}
