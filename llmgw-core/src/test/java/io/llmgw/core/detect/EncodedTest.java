package io.llmgw.core.detect;

import static io.llmgw.api.redact.Confidence.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.TextPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedTest {
  private static final EntityType LOCKER = EntityType.of("LOCKER");

  private final Finds finds =
      new Finds(
          new Rules(
              List.of(),
              List.of(
                  Labelled.of(
                      LOCKER,
                      List.of("locker"),
                      (text, start, end, isSaid) -> text.at(start) <= '9' ? MEDIUM : null)),
              List.of()),
          LOCKER);

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static final String SAID = encoded("my locker: 4711");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:text/plain;base64,%s",
        "data:\n  note: %s",
        "{\"data\":{\"note\":\"%s\"}}",
        "data:\r\n\tnote: '%s'",
        "data: {note: \"%s\"}",
        "data:\n  other: short\n  note: %s\n",
        "data:\n  a.b-C_9: %s\nkind: x",
        "data:\n  empty: \"\"\n  note: %s",
        "data:\n  empty:\n  .note-1: %s",
        "{\"data\":{\"empty\":\"\",\"note\":\"%s\"}}",
        "data:\n  note:%s,",
        "data:\n  note: %s # a comment",
        "<b>a</b>b data:;base64,%s"
      })
  void whatIsEncodedIsReadWhereSomethingSaysSo(String text) {
    finds.in(text.formatted(SAID), MEDIUM, SAID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "note: %s",
        "data: %s",
        "data:\n  note = %s",
        "data:\n  : %s",
        "data:\n  note: %s!",
        "data:\n  note: x%s",
        "data:\n  note: %s-",
        "data:\n  other: QUJDREVGR===\n  note: %s",
        "data;base64:%s",
        "data:;base64,",
        "data:\n  note: "
      })
  void elsewhereItIsNot(String text) {
    finds.notAtAllIn(text.formatted(SAID));
  }

  @Test
  void aFieldIsReadBehindItsName() {
    String number = encoded("471147");

    finds.in("data:\n  locker: " + number, MEDIUM, number);
    finds.in("data:\n  a: QUJDREVGR0g=\n  locker: " + number, MEDIUM, number);
    finds.notAtAllIn("data:text/locker;base64," + number);
    finds.notAtAllIn("data:\n  locker: " + encoded("471")); // four chars
    finds.notAtAllIn("data:\n  note: " + number);
  }

  @Test
  void sixtyFourFieldsAreRead() {
    String field = "f: QUJDREVGR0g=\n ";

    finds.in("data:\n " + field.repeat(63) + "note: " + SAID, MEDIUM, SAID);
    finds.notAtAllIn("data:\n " + field.repeat(64) + "note: " + SAID);
  }

  @Test
  void aNameHasSixtyFourCharsAtMost() {
    finds.in("data:\n " + "n".repeat(64) + ": " + SAID, MEDIUM, SAID);
    finds.notAtAllIn("data:\n " + "n".repeat(65) + ": " + SAID);
  }

  @Test
  void blanksBeforeAFieldAreThirtyTwoAtMost() {
    finds.in("data:\n" + " ".repeat(31) + "note: " + SAID, MEDIUM, SAID);
    finds.notAtAllIn("data:\n" + " ".repeat(32) + "note: " + SAID);
  }

  @Test
  void sixteenThousandCharsOfATextAreRead() {
    String whole = encoded(" ".repeat(12_276) + "locker: 4711");
    String longer = encoded("locker: 4711" + " ".repeat(12_279));

    finds.in("data:;base64," + whole, MEDIUM, whole);
    finds.in("data:;base64," + longer, MEDIUM, longer.substring(0, EncodedRuns.MOST));
  }

  @Test
  void longRunsShareWhatShortOnesLeave() {
    String first = encoded("locker: 4711" + " ".repeat(12_276));
    String last = encoded(" ".repeat(12_276) + "locker: 4711");
    String half = encoded(" ".repeat(6_030) + "locker: 4711");

    finds.in("data:;base64," + first + " data:;base64," + SAID, MEDIUM, first, SAID);
    finds.in("data:;base64," + first + " data:;base64," + first, MEDIUM, first, first);
    finds.in("data:;base64," + half + " data:;base64," + last, MEDIUM, half);
    finds.notAtAllIn("data:;base64," + last + " data:;base64," + last);
  }

  @Test
  void whatIsNoTextTakesNothingFromWhatIs() {
    byte[] octets = new byte[12_000];
    new Random(7).nextBytes(octets);
    String picture = " data:image/png;base64," + Base64.getEncoder().encodeToString(octets);
    String last = encoded(" ".repeat(12_000) + "locker: 4711");

    finds.in(picture.repeat(20) + " data:;base64," + last, MEDIUM, last);
  }

  @ParameterizedTest
  @ValueSource(strings = {"see data:;base64,%s!", "data:\n  note: %s\nkind: x"})
  void theAlphabetOfUrlsIsReadFilledUpOrNot(String text) {
    for (String said :
        List.of("\u00ff? locker: 4711 ~~~", "~~>>??~~ locker: 4711", "??> locker: 4711")) {
      byte[] octets = said.getBytes(StandardCharsets.UTF_8);
      String filled = Base64.getUrlEncoder().encodeToString(octets);
      String bare = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);

      assertThat(filled).containsPattern("[-_]");
      finds.in(text.formatted(filled), MEDIUM, filled);
      finds.in(text.formatted(bare), MEDIUM, bare);
    }
  }

  @Test
  void whereverItStands() {
    String bare = "bXkgbG9ja2VyOiA0NzExMTE"; // three chars behind the last whole group

    finds.in("data:\n note: " + bare, MEDIUM, bare);
    finds.in("data:\n  note: " + bare, MEDIUM, bare);
  }

  @Test
  void aWholeRunIsReadToItsLastCharAndAPartToItsLastWholeGroup() {
    String bare = "bG9ja2VyOiA0NzExMA"; // leaves room for as much as follows
    String last = encoded(" ".repeat(12_265) + "locker: 4").replace("=", "");
    String cut = " data:;base64," + encoded(" ".repeat(4_086) + "locker: 4" + " ".repeat(9_000));
    String behind = " data:;base64," + encoded(" ".repeat(4_087) + "locker: 4" + " ".repeat(9_000));

    assertThat(bare.length() + last.length()).isEqualTo(EncodedRuns.MOST);
    finds.in("data:;base64," + bare + " data:;base64," + last, MEDIUM, bare, last);
    assertThat(finds.parts(cut.repeat(3), MEDIUM)).hasSize(3);
    assertThat(finds.parts(behind.repeat(3), MEDIUM)).hasSize(1); // the last has what they left
  }

  @Test
  void whatBeginsAsNoTextIsReadLast() {
    String late = encoded("\u0001".repeat(10) + "x".repeat(40) + " ".repeat(100) + "locker: 4711");

    finds.in("data:;base64," + late, MEDIUM, late);
  }

  @Test
  void itMayEndWhereAnotherOneWouldBegin() {
    String said = encoded("locker: 4711 data:;base64,");

    finds.in("data:;base64," + said, MEDIUM, said);
  }

  @Test
  void aPatternOfTheHostSeesItFromItsFirstCharAndBehindItsName() {
    String number = encoded("4711-114711");

    assertThat(ofHost("^4711-\\d+$", "data:;base64," + number)).containsExactly(number);
    assertThat(ofHost("^locker: 4", "data:\n locker: " + number)).containsExactly(number);
    assertThat(ofHost("locker: ", "data:\n locker: " + number)).isEmpty();
    assertThat(ofHost("lock", "data:\n locker: " + number)).isEmpty();
  }

  @Test
  void soItDoesInEachWayInWhichItsEmphasisMayBeRead() {
    String number = encoded("<b>4711-</b>114711");

    assertThat(ofHost("^4711-\\d+$", "data:;base64," + number)).containsOnly(number);
    assertThat(ofHost("<b>4711-<", "data:;base64," + number)).containsOnly(number);
  }

  @Test
  void behindTheRulesOfTheHostTheBuiltInOnesGoOn() {
    List<String> looks = new ArrayList<>();

    withHost("4711").scan(looks::add).findAll("data:;base64," + encoded("locker 1"));

    assertThat(looks).containsExactly("the pattern of LOCKER", Pause.BUILT_IN);
  }

  private static List<String> ofHost(String regex, String text) {
    return withHost(regex).scan().find(text).stream()
        .map(found -> text.substring(found.start(), found.end()))
        .toList();
  }

  private static Scanner withHost(String regex) {
    TextPattern pattern = new TextPattern(LOCKER, regex, MEDIUM);
    Rules none = new Rules(List.of(), List.of(), List.of());
    return Scanner.of(none, Set.of(LOCKER), new HostRules(List.of(pattern), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-x", "_", "--boundary", "=", "== x"})
  void whatFollowsIsNoneOfIt(String behind) {
    assertThat(finds.parts("_data:;base64," + SAID + behind, MEDIUM))
        .singleElement()
        .matches(found -> found.startsWith(SAID));
    assertThat(finds.parts("data:;base64," + encoded("a locker: 4711") + behind, MEDIUM))
        .isNotEmpty();
  }

  @Test
  void whatIsEncodedInWhatIsEncodedIsReadToo() {
    String field = encoded("data:\n note: " + SAID);
    String address = encoded("see data:;base64," + SAID);

    finds.in("data:\n note: " + field, MEDIUM, field);
    finds.in("data:;base64," + address, MEDIUM, address);
  }

  @Test
  void whatTwoNamesLeadToCountsOnce() {
    String most = encoded(" ".repeat(6_738) + "locker: 4711"); // 9,000 chars: twice are too many

    finds.in("data:\n data:\n note: " + most + "\n data:;base64," + SAID, MEDIUM, most, SAID);
  }

  @Test
  void eachOfSeveralIsRead() {
    String other = encoded("my locker: 1147");

    finds.in("data:;base64," + SAID + " data:;base64," + other, MEDIUM, SAID, other);
    finds.in("data:\n a: " + SAID + "\n b: " + other, MEDIUM, SAID, other);
  }
}
