package io.llmgw.core.redact.evasion;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Part;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.core.redact.evasion.Values.Kind;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * One family of tricks, played by a seed on values in sentences of several languages, and on text
 * that is no value: sent through a client whose provider says again what it was sent.
 */
final class Family implements AutoCloseable {
  /** Values of each kind that a trick is played on, and as many twins. */
  private static final int ROUNDS = 10;

  private static final Pattern PLACEHOLDERS = Pattern.compile("(<[A-Z0-9_]+_[0-9]+>)+");

  private static final String[][] SENTENCES = {
    {"Please look at ", " today."},
    {"Bitte pr\u00fcfe ", " noch heute."},
    {"Merci de v\u00e9rifier ", " avant midi."},
    {"Проверьте ", " сегодня."},
    {"Παρακαλώ ελέγξτε ", " σήμερα."},
    {"يرجى التحقق من ", " اليوم."},
    {"请检查 ", " 谢谢。"},
    {"(see: ", ")"},
    {"\uD83D\uDE42 ", " \uD83D\uDC4D\uD83C\uDFFD"}
  };

  private static final List<String> HARMLESS =
      List.of(
          "Ada Lovelace",
          "version 3.11.4",
          "order 20261126-07",
          "Съешь ещё этих булок",
          "Καλημέρα κόσμε",
          "مرحبا بالعالم",
          "x = y[i] + 42",
          "\uD83D\uDC69\u200D\uD83D\uDCBB at work",
          "a b c",
          "the 1st of 3",
          "page 12 of 40",
          "नमस्ते दुनिया");

  private final String name;
  private final Random random;
  private final Values values;
  private final ScriptedProvider fake =
      ScriptedProvider.named("fake").always((call, script) -> script.text(text(call.request())));
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .use(
              Redaction.of(EntitySets.ALL)
                  .with(Entities.HIDDEN_TEXT, Masking.report()) // to see what it says
                  .budget(Duration.ofMinutes(1)))
          .build();
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private int harmless;
  private final List<String> wrong = new ArrayList<>();

  Family(String name, long seed) {
    this.name = name;
    this.random = new Random(seed);
    this.values = new Values(random);
    System.out.println(name + ", seed " + seed);
  }

  private static String text(Object request) {
    return ((Part.Text) ((ChatRequest) request).content().messages().get(0).parts().get(0)).text();
  }

  Random random() {
    return random;
  }

  Values values() {
    return values;
  }

  /** Plays a trick on values of these kinds, on their twins, and on harmless text. */
  void play(String trick, Collection<Kind> kinds, UnaryOperator<String> played) {
    for (int round = 0; round < ROUNDS; round++) {
      for (Kind kind : kinds) {
        hidden(trick, "", played.apply(values.of(kind)), "");
        harmless(played.apply(values.twinOf(kind)));
      }
      harmless(played.apply(HARMLESS.get(random.nextInt(HARMLESS.size()))));
    }
  }

  /** Checks that a value is masked to the char, between what stays of the trick. */
  void hidden(String trick, String staysBefore, String disguised, String staysAfter) {
    String[] sentence = SENTENCES[random.nextInt(SENTENCES.length)];
    String before = sentence[0] + staysBefore;
    String after = staysAfter + sentence[1];
    String said = llm.prompt(before + disguised + after).text();
    String sent = text(fake.requests().get(fake.requests().size() - 1));
    boolean isMasked =
        sent.length() > before.length() + after.length()
            && sent.startsWith(before)
            && sent.endsWith(after)
            && PLACEHOLDERS
                .matcher(sent.substring(before.length(), sent.length() - after.length()))
                .matches();
    rows.computeIfAbsent(trick, each -> new Row()).add(isMasked, disguised, sent);
    boolean isInUrl = before.contains("data:text"); // where nothing is restored
    assertThat(said).as("what came back").isEqualTo(isInUrl ? sent : before + disguised + after);
  }

  /** Checks that a text is sent as it is. */
  void harmless(String text) {
    String[] sentence = SENTENCES[random.nextInt(SENTENCES.length)];
    String whole = sentence[0] + text + sentence[1];
    String said = llm.prompt(whole).text();
    String sent = text(fake.requests().get(fake.requests().size() - 1));
    harmless++;
    if (!sent.equals(whole)) {
      wrong.add(whole + " -> " + sent);
    }
    assertThat(said).as("what came back").isEqualTo(whole);
  }

  /** Checks that all is found, and nothing else. */
  void isMetWithout(String... limits) {
    rows.forEach((trick, row) -> System.out.println(row.line(name, trick)));
    System.out.println(
        "%s: %d harmless texts, %d of them masked".formatted(name, harmless, wrong.size()));
    Map<String, List<String>> failures = new LinkedHashMap<>();
    failures.put("masked, but harmless", wrong);
    rows.forEach((trick, row) -> failures.put(trick, row.misses));
    failures.keySet().removeAll(List.of(limits));
    failures.values().removeIf(List::isEmpty);
    assertThat(failures).as(name).isEmpty();
    assertThat(rows.values().stream().mapToInt(row -> row.count).sum()).isGreaterThanOrEqualTo(20);
  }

  @Override
  public void close() {
    llm.close();
  }

  /** What became of one trick. */
  private static final class Row {
    private final List<String> misses = new ArrayList<>();
    private int count;

    void add(boolean isMasked, String disguised, String sent) {
      count++;
      if (!isMasked) {
        misses.add(disguised + " -> " + sent);
      }
    }

    String line(String family, String trick) {
      double recall = (double) (count - misses.size()) / count;
      return "%-24s %-40s %4d variants, recall %.3f".formatted(family, trick, count, recall);
    }
  }
}
