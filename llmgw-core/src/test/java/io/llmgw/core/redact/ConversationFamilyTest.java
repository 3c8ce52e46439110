package io.llmgw.core.redact;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.scripted.ScriptedProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Family 24: placeholders are stable in a conversation, and tell nothing outside of it. */
class ConversationFamilyTest {
  private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
  private static final Redaction NUMBERED =
      Redaction.of(EntitySets.ALL).budget(Duration.ofMinutes(1));
  private static final List<String> VALUES =
      List.of("ada@example.com", "lin@example.com", "4111 1111 1111 1111", "536-22-1234");
  private static final List<String> OTHERS =
      List.of("bob@example.net", "mia@example.net", "5555 5555 5555 4444", "536-22-1235");
  private static final List<String> HARMLESS =
      List.of("version 3.11.4", "Ada at home", "4111 of 5555", "page 12 of 40");

  private static final int TURNS = 4;
  private static final Pattern END = Pattern.compile("_[a-z2-7]{5}>");

  private final List<List<String>> said = new ArrayList<>();
  private final ScriptedProvider fake =
      ScriptedProvider.named("fake")
          .always((call, script) -> script.text("So: " + lastText(call.request())));

  private static String lastText(Object request) {
    List<Message> messages = ((ChatRequest) request).content().messages();
    return messages.get(messages.size() - 1).text();
  }

  private LlmClient client(Redaction redaction) {
    return LlmClient.builder().provider(fake).defaultModel(fake.model()).use(redaction).build();
  }

  @Test
  void aConversationKeepsItsPlaceholdersAndSharesThemWithNoOther() {
    FamilyFigures figures = new FamilyFigures("24");
    try (LlmClient numbered = client(NUMBERED);
        LlmClient guarded = client(NUMBERED.unguessable(KEY))) {
      for (long seed = 0; seed < FamilyFigures.ROUNDS; seed++) {
        List<List<String>> sent = conversation(numbered, VALUES, seed);
        figures.variant("later turns", isKept(sent), true);
        figures.variant("other values", conversation(numbered, OTHERS, seed), sent);

        LlmClient one = guarded.forCaller(Caller.tenant("one"));
        LlmClient two = guarded.forCaller(Caller.tenant("two"));
        List<List<String>> ended = conversation(one, VALUES, seed);
        figures.variant("later turns", isKept(ended), true);
        figures.variant("once more", conversation(one, VALUES, seed), ended);
        Set<String> ends = ends(ended);
        figures.variant(
            "other tenant", ends.removeAll(ends(conversation(two, VALUES, seed))), false);

        figures.twin("harmless", conversation(numbered, HARMLESS, seed), said);
        figures.twin("harmless", conversation(one, HARMLESS, seed), said);
      }
    }
    figures.areMet();
  }

  /** What was sent in each turn of a conversation, text by text. */
  private List<List<String>> conversation(LlmClient llm, List<String> values, long seed) {
    Random random = new Random(seed);
    List<Message> history = new ArrayList<>();
    List<List<String>> sent = new ArrayList<>();
    said.clear();
    for (int turn = 0; turn < TURNS; turn++) {
      String value = values.get(turn == 0 ? 0 : random.nextInt(values.size()));
      history.add(Message.user("turn " + turn + ": " + value + ", not " + one(random, values)));
      said.add(texts(history));
      history.add(llm.chat(history).message());
      ChatRequest last = (ChatRequest) fake.requests().get(fake.requests().size() - 1);
      sent.add(texts(last.content().messages()));
    }
    return sent;
  }

  private static String one(Random random, List<String> some) {
    return some.get(random.nextInt(some.size()));
  }

  private static List<String> texts(List<Message> messages) {
    return messages.stream().map(Message::text).toList();
  }

  /** Whether something is masked, and each turn begins as the one before was sent. */
  private static boolean isKept(List<List<String>> sent) {
    for (int turn = 1; turn < sent.size(); turn++) {
      List<String> before = sent.get(turn - 1);
      if (!sent.get(turn).subList(0, before.size()).equals(before)) {
        return false;
      }
    }
    return sent.get(0).get(0).startsWith("turn 0: <EMAIL_1")
        && VALUES.stream().noneMatch(sent.toString()::contains);
  }

  /** What nobody can guess of the placeholders that were sent. */
  private static Set<String> ends(List<List<String>> sent) {
    return END.matcher(sent.toString())
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
