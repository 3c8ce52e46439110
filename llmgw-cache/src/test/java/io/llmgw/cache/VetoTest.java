package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps the answer to one question from another one, however similar an embedding says. */
class VetoTest {
  private final ScriptedProvider a = ScriptedProvider.named("a").always("an answer");
  private final ResponseCache cache =
      ResponseCache.ofMegabytes(4).semantic(Semantic.by(text -> new float[] {1}).threshold(0));
  private final LlmClient llm =
      LlmClient.builder().provider(a).defaultModel("a/m").use(cache).build();

  @AfterEach
  void close() {
    llm.close();
  }

  private Set<Veto> vetoes(String kept, String asked) {
    llm.prompt(kept).text();
    llm.prompt(asked).text();
    return cache.semanticReport(ResponseCache.NAMESPACE).vetoed().keySet();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          NUMBER | Is 5 enough for the trip?              | Is 6 enough for the trip?
          NUMBER | Is five enough for the trip?           | Is six enough for the trip?
          NUMBER | Convert 5 into 10 of those             | Convert 10 into 5 of those
          NUMBER | Is it above -5 there in winter?        | Is it above 5 there in winter?
          NUMBER | Is 1,000 too much rent for a room?     | Is 1,500 too much rent for a room?
          NUMBER | Is 2k too much rent for a room?        | Is 2 too much rent for a room?
          NUMBER | Is 1,50 too much rent for a room?      | Is 150 too much rent for a room?
          NUMBER | Is seven minus three above zero?       | Is three minus seven above zero?
          NUMBER | How much is 10² apples?                | How much is 102 apples?
          NUMBER | Is 3½ too much rent for a room?        | Is 31/2 too much rent for a room?
          NUMBER | Is ٥ enough for the trip?              | Is 6 enough for the trip?
          NUMBER | Is Python 3.10 still supported?        | Is Python 3.1 still supported?
          NUMBER | Ist 1.000 Euro Miete zu viel?          | Ist 1 Euro Miete zu viel?
          NUMBER | Can one server carry 5M users?         | Can one server carry 5 users?
          NUMBER | May I take one tablet?                 | May I take two tablets?
          NUMBER | Is once a day enough?                  | Is twice a day enough?
          NUMBER | Who was the first king of it?          | Who was the third king of it?
          NUMBER | 北京到上海要5小时吗                      | 北京到上海要6小时吗
          DATE   | What happened in Paris in march 1871?  | What happened in Paris in May 1871?
          DATE   | Are shops open on Monday?              | Are shops open on sunday?
          DATE   | What is the weather like today?        | What is the weather like tomorrow?
          UNIT   | How far is it in kilometres?           | How far is it in miles?
          UNIT   | Is 5 kg a lot for a cat?               | Is 5 lb a lot for a cat?
          UNIT   | Is 10 mcg a safe dose?                 | Is 10 mg a safe dose?
          UNIT   | Is 10 µg a safe dose?                  | Is 10 mg a safe dose?
          UNIT   | Is 5 mW dangerous?                     | Is 5 MW dangerous?
          UNIT   | May I take 2 tablets a day?            | May I take 2 drops a day?
          UNIT   | Does the iPhone 6 have a jack?         | Does the iPhone 6s have a jack?
          UNIT   | Can I live on $900 there?              | Can I live on 900 € there?
          QUOTE  | What does "to table" mean here?        | What does "to shelve" mean here?
          QUOTE  | What does «oui» mean?                  | What does «non» mean?
          CODE   | What does `a.b(c)` do in this place?   | What does `a.c(b)` do in this place?
          CODE   | What is read_all for?                  | What is read_some for?
          CODE   | What does parseInt return?             | What does parseFloat return?
          CODE   | What does print(x) do?                 | What does print(y) do?
          NUMBER | What is 0x1A in decimal?               | What is 0x1B in decimal?
          CODE   | What is a > b in this script?          | What is a < b in this script?
          NEGATION | Can I eat raw salmon?                | Can I not eat raw salmon?
          NEGATION | Why does it start?                   | Why doesn't it start?
          NEGATION | Darf ich hier parken?                | Darf ich hier nicht parken?
          NEGATION | 我可以在这里停车吗                      | 我不可以在这里停车吗
          OPPOSITE | How do I open an account?            | How do I close an account?
          OPPOSITE | Is this legal in a park?             | Is this illegal in a park?
          OPPOSITE | Is the water safe to drink?          | Is the water unsafe to drink?
          ORDER  | How long is the flight from Rome to Oslo? | How long is the flight from Oslo to Rome?
          ORDER  | how do i change euros to zlotys?       | how do i change zlotys to euros?
          NAME   | Who is the mayor of Rome?              | Who is the mayor of Oslo?
          NAME   | How do I sort a list in C?             | How do I sort a list in C#?
          NAME   | 东京的人口是多少                         | 北京的人口是多少
          NAME   | Tesla stock price today?               | Apple stock price today?
          NAME   | How much vitamin A do I need?          | How much vitamin D do I need?
          NUMBER | May I bring more than 2 bags?          | May I bring 2 bags?
          NUMBER | May I take it every 4 hours?           | May I take it for 4 hours?
          DATE   | Is there a class every Monday?         | Is there a class this Monday?
          CODE   | What is ++i?                           | What is i++?
          NEGATION | Is it no longer needed?              | Is it needed?
          ORDER  | Does A cause B?                        | Does B cause A?
          WORD   | Who gets the deposit?                  | Who pays the deposit?
          WORD   | is it legal in us                      | is it legal in uae
          WORD   | Do all of them do it?                  | Do some of them do it?
          WORD   | Is aspirin safe for dogs?              | Is ibuprofen safe for dogs?
          WORD   | Are grapes bad for dogs?               | Are grapes bad for cats?
          WORD   | When were public libraries invented?   | Why were public libraries invented?
          WORD   | How many grams of sugar are in one glass of cold orange juice from that place | How many grams of sugar are in one glass of cold tomato juice from that place
          """)
  void whatChangesAnswersIsNotShared(Veto veto, String kept, String asked) {
    assertThat(vetoes(kept, asked)).containsExactly(veto);
    assertThat(a.received()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Which colour has the sky?          | What is the colour of the sky?
          How can I lose weight?             | What's the best way to lose weight?
          Is 1,000 euros too much?           | Is 1000 EUR too much?
          How much is 4² of those?           | How much is 4^2 of those?
          How much is 5 km?                  | how much is 5 kilometers
          Is ﬁve enough?                     | Is five enough?
          What may I bring?                  | What can I bring?
          Can I park here?                   | Could I park here?
          What is the UN?                    | What is the United Nations?
          """)
  void otherWordsForTheSameAreShared(String kept, String asked) {
    assertThat(vetoes(kept, asked)).isEmpty();
    assertThat(a.received()).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "9",
        "\"",
        "`",
        "'",
        " ",
        "-1 ",
        "5 km ",
        "b.",
        "not ",
        "中",
        "<",
        "stop #ing ",
        "stop making makes ",
        "forget to # ",
        "every # a # "
      })
  void theLongestTextsAreComparedWithinBounds(String piece) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < 7_880; i++) {
      text.append(piece.replace("#", letters(i)));
    }

    assertThat(vetoes("A" + text + " one", "B" + text + " other")).hasSizeLessThan(2);
  }

  /** A word of its own for each number. */
  private static String letters(int number) {
    String digits = Integer.toString(number + 26 * 26, 26);
    StringBuilder letters = new StringBuilder();
    digits.chars().forEach(digit -> letters.append((char) ('a' + Character.digit(digit, 26))));
    return letters.toString();
  }

  @Test
  void longTextsThatAreMuchApartAreNotCompared() {
    StringBuilder one = new StringBuilder();
    StringBuilder other = new StringBuilder();
    for (int i = 0; i < 1_200; i++) {
      one.append("w").append((char) ('a' + i % 26)).append("x ");
      other.append("w").append((char) ('a' + i * 7 % 26)).append("y ");
    }

    assertThat(vetoes(one.toString(), other.toString())).containsExactly(Veto.LENGTH);
  }

  @Test
  void oneMoreWordInALongTextIsNotShared() {
    String text =
        "The house at the lake has four rooms and a garden with trees in a quiet street. ";

    assertThat(vetoes(text + "Does he own the house?", text + "Does he own the guest house?"))
        .containsExactly(Veto.WORD);
  }
}
