package io.llmgw.core.detect;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.contact.ContactRules;
import io.llmgw.core.detect.network.NetworkRules;
import io.llmgw.core.detect.payment.PaymentRules;
import io.llmgw.core.detect.uk.UkRules;
import io.llmgw.core.detect.us.UsRules;
import io.llmgw.core.detect.world.WorldRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a table of numbers the heading of a column says what they are, and no word beside it. */
class NumberRowTest {
  private final Finds phones = new Finds(ContactRules.all(), Entities.PHONE);

  @ParameterizedTest
  @ValueSource(strings = {";", "\t", " | ", "  "})
  void aPhoneIsOneInTheColumnOfPhonesAlone(String separator) {
    String head = String.join(separator, "time", "mobile", "count");
    String row = String.join(separator, "1707675273", "631568811", "764");

    phones.in(head + "\n" + row + "\n", MEDIUM, "631568811");
    phones.nothingIn(head.replace("mobile", "mass").replace("count", "mobile") + "\n" + row);
  }

  @Test
  void blanksAloneMayPartTheCells() {
    Finds ssns = new Finds(UsRules.all(), Entities.US_SSN);

    ssns.in("n ssn x\n12 123456780 76\n", MEDIUM, "123456780");
    ssns.in("n  x \"ssn\" m\n7 12 \"123456780\" 3\n", MEDIUM, "123456780");
    ssns.nothingIn("ssn n x\n12 123456780 76\n");
    ssns.nothingIn("x n ssn\n12 123456780 76\n");
  }

  @Test
  void aRowWithWordsIsNoneOfNumbers() {
    phones.in("mobile,name,n\n7,Ada Lovelace,631568811\n", MEDIUM, "631568811");
    phones.in("mobile of Ada\n631568811, 631568812\n", MEDIUM, "631568811", "631568812");
    phones.in(
        "phones:\n631568811, 631568812, 631568813\n",
        MEDIUM,
        "631568811",
        "631568812",
        "631568813");
  }

  @Test
  void theHeadingMayStandAFewRowsAbove() {
    phones.in("x;phone;n\n1;764;3\n1;631568811;3\n", MEDIUM, "631568811");
    phones.nothingIn("phone;x;n\n1;764;3\n1;631568811;3\n");
  }

  @Test
  void soItIsForOtherNumbers() {
    Finds sins = new Finds(WorldRules.all(), Entities.CA_SIN);
    Finds licenses = new Finds(UsRules.all(), Entities.US_DRIVER_LICENSE);
    Finds plates = new Finds(UkRules.all(), Entities.UK_PLATE);
    Finds macs = new Finds(NetworkRules.all(), Entities.MAC_ADDRESS);

    sins.nothingIn("sin,cos,tan\n35,133885871,331342\n");
    sins.in("id,sin,tan\n35,133885871,331342\n", MEDIUM, "133885871");
    licenses.nothingIn("dl,ul,ms\n35,971027968,12\n");
    licenses.nothingIn("n,dl,ms\n35,971027968,12\n"); // a unit as well
    licenses.in("n,dln,ms\n35,971027968,12\n", MEDIUM, "971027968");
    plates.nothingIn("plate;well;od\n12;A12;0.31\n");
    macs.nothingIn("mac;day;x\n12;10-11-22-33-44-55;0.31\n");
    macs.in("day;mac;x\n12;10-11-22-33-44-55;0.31\n", MEDIUM, "10-11-22-33-44-55");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PhoneNumber", "homePhone", "phone_number", "Phone1", "Tel.", "MobileNo"})
  void namesOfFieldsAreHeadingsOfPhones(String heading) {
    phones.in("id;" + heading + ";n\n100;4155552671;99.50\n", MEDIUM, "4155552671");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "employeeSsn",
        "SSNs",
        "ssn_number",
        "Soc. Sec. No.",
        "SocialSecurityNumber",
        "SSN #"
      })
  void soTheyAreOfOtherNumbers(String heading) {
    Finds ssns = new Finds(UsRules.all(), Entities.US_SSN);

    ssns.in("id;" + heading + ";n\n100;123456780;99.50\n", MEDIUM, "123456780");
    ssns.nothingIn("id;n;" + heading + "\n100;123456780;99.50\n");
  }

  @Test
  void aFractionAndTheNextCellAreNoPhone() {
    phones.nothingIn("mobile 0.038954 75609017 -50.75");
  }

  @Test
  void aDateBehindNumbersIsNoneOfACard() {
    Finds expiries = new Finds(PaymentRules.all(), Entities.CARD_EXPIRY);

    expiries.nothingIn("4111111111111111,2024-11-24T13:24:52");
    expiries.nothingIn("4111111111111111 761 2024/11/24");
    expiries.in("4111111111111111/11/24", MEDIUM, "11/24");
    expiries.in("4111-1111-1111-1111-11-24", MEDIUM, "11-24");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mobile;mass;n\n7;631568811;3\n",
        "mobile phone;mass;n\n7;631568811;3\n",
        "mobile,mass,n\n7,631568811,3\n",
        "mobile;mass;n\r\n7;631568811;3\r\n",
        "\"mobile\";\"mass\";\"n\"\n\"7\";\"631568811\";\"3\"\n",
        "mobile mass n\n7 631568811 3\n",
        "mobile;mass;n\n7 km;631568811;3\n", // a unit is no word
        "phone;x;n\n7;631568811;3\n"
      })
  void threeCellsMakeATable(String table) {
    phones.nothingIn(table);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mobile;mass\n7;631568811\n",
        "mobile no,mass\n7 km,631568811\n",
        "mobile;mass;n\n7 kmh;631568811;3\n",
        "call mobile\n--;--;--\n7;631568811;3\n",
        "call mobile\n7 km;3;4\n7;631568811;3\n",
        "mobile;mass;n;m\n7;631568811;3\n" // the line above has other columns
      })
  void otherLinesAreNone(String lines) {
    phones.in(lines, MEDIUM, "631568811");
  }

  @Test
  void aHeadingIsLookedForOnSixLines() {
    String row = "1;631568811;3\n";

    phones.in("call mobile:\n" + "1;2\n".repeat(5) + row, MEDIUM, "631568811");
    phones.nothingIn("call mobile:\n" + "1;2\n".repeat(6) + row);
    phones.in("\n" + "1;2\n".repeat(6) + row + "mobile", MEDIUM, "631568811");
    phones.nothingIn("\n\n" + "1;2\n".repeat(6) + row + "mobile");
  }

  @Test
  void aLineIsFollowedFor240Chars() {
    String rows = "1;2\n".repeat(7);
    String rest = "631568811;3\nmobile";

    phones.nothingIn(rows + "1;".repeat(120) + rest);
    phones.nothingIn("1;2;3\n".repeat(50) + "\nmobile;mass;n\n7;631568811;3\n");
    phones.in(rows + "1;".repeat(119) + "12;" + rest, MEDIUM, "631568811");
    String far = "mobile\n" + "1\n".repeat(7) + "7;3;631568811";
    phones.in(far + ";".repeat(238) + "abc\n", MEDIUM, "631568811");
    phones.nothingIn(far + ";".repeat(239) + "abc\n");
    phones.in("1;".repeat(150) + "\n7;" + rest, MEDIUM, "631568811");
  }

  @Test
  void aLineWithWordsBesideItIsNoRowOfNumbers() {
    Finds abns = new Finds(WorldRules.all(), Entities.AU_ABN);

    abns.in("51 824 753 556\n12 apples were left", MEDIUM, "51 824 753 556");
    abns.in("51 824 753 556 of them\n12 345", MEDIUM, "51 824 753 556");
    abns.in("ours: 51 824 753 556\n12 345", MEDIUM, "51 824 753 556");
    abns.in("12 345\n51 824 753 556 is ours", MEDIUM, "51 824 753 556");
    abns.nothingIn("51 824 753 556\n12 345 678");
    abns.nothingIn("12 345\n51 824 753 556");
  }

  @Test
  void aWordForItSaysSoAmongNumbersButNotOfAnotherColumn() {
    Finds abns = new Finds(WorldRules.all(), Entities.AU_ABN);

    abns.in("abn 51 824 753 556 12 345", MEDIUM, "51 824 753 556");
    abns.nothingIn("sum 51 824 753 556 12 345");
    abns.in("n;abn;m\n7;51 824 753 556 12;3", MEDIUM, "51 824 753 556");
    abns.nothingIn("abn;n;m\n7;51 824 753 556 12;3");
  }
}
