package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntitySet;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.core.detect.Scan;
import io.llmgw.core.detect.Scanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the rules find of what others have marked, at the level that is masked by default. */
class LabelledTextTest {
  /** For each of our types what the marks call it. */
  private static final Map<EntityType, String> MARKS = marks();

  private static Map<EntityType, String> marks() {
    Map<EntityType, String> marks = new LinkedHashMap<>();
    marks.put(Entities.CREDIT_CARD, "CREDIT_CARD");
    marks.put(Entities.IBAN, "IBAN_CODE");
    marks.put(Entities.US_SSN, "US_SSN");
    marks.put(Entities.US_ITIN, "US_ITIN");
    marks.put(Entities.US_PASSPORT, "US_PASSPORT");
    marks.put(Entities.US_DRIVER_LICENSE, "US_DRIVER_LICENSE");
    marks.put(Entities.US_ROUTING_NUMBER, "ABA_ROUTING_NUMBER");
    marks.put(Entities.US_BANK_ACCOUNT, "US_BANK_NUMBER");
    marks.put(Entities.US_NPI, "US_NPI");
    marks.put(Entities.US_MBI, "US_MBI");
    marks.put(Entities.US_DEA, "MEDICAL_LICENSE");
    marks.put(Entities.UK_NHS, "UK_NHS");
    marks.put(Entities.DE_KVNR, "DE_HEALTH_INSURANCE");
    marks.put(Entities.DE_LANR, "DE_LANR");
    marks.put(Entities.DE_BSNR, "DE_BSNR");
    marks.put(Entities.AU_MEDICARE, "AU_MEDICARE");
    marks.put(Entities.UK_NINO, "UK_NINO");
    marks.put(Entities.UK_DRIVING_LICENCE, "UK_DRIVING_LICENCE");
    marks.put(Entities.UK_PASSPORT, "UK_PASSPORT");
    marks.put(Entities.UK_POSTCODE, "UK_POSTCODE");
    marks.put(Entities.UK_PLATE, "UK_VEHICLE_REGISTRATION");
    marks.put(Entities.IP_ADDRESS, "IP_ADDRESS");
    marks.put(Entities.MAC_ADDRESS, "MAC_ADDRESS");
    marks.put(Entities.CRYPTO_ADDRESS, "CRYPTO");
    marks.put(Entities.EU_VAT, "DE_VAT_ID");
    marks.put(Entities.DE_TAX_ID, "DE_TAX_ID");
    marks.put(Entities.ES_NIF, "ES_NIF");
    marks.put(Entities.ES_NIE, "ES_NIE");
    marks.put(Entities.PL_PESEL, "PL_PESEL");
    marks.put(Entities.IN_AADHAAR, "IN_AADHAAR");
    marks.put(Entities.IN_PAN, "IN_PAN");
    marks.put(Entities.IN_GSTIN, "IN_GSTIN");
    marks.put(Entities.CA_SIN, "CA_SIN");
    marks.put(Entities.AU_TFN, "AU_TFN");
    marks.put(Entities.AU_ABN, "AU_ABN");
    marks.put(Entities.AU_ACN, "AU_ACN");
    marks.put(Entities.EMAIL, "EMAIL_ADDRESS");
    marks.put(Entities.PHONE, "PHONE_NUMBER");
    marks.put(Entities.PERSON, "PERSON");
    marks.put(Entities.STREET_ADDRESS, "ADDRESS");
    return marks;
  }

  @Test
  void whatHasAnAimMeetsIt() throws IOException {
    Map<EntityType, Score> scores = scores(LabelledText.required());

    scores.forEach((type, score) -> System.out.println(score.line(type)));
    for (EntityType type :
        List.of(Entities.CREDIT_CARD, Entities.IBAN, Entities.IP_ADDRESS, Entities.US_SSN)) {
      Score score = scores.get(type);
      assertThat(score.precision()).as(score.line(type)).isGreaterThanOrEqualTo(0.99);
      assertThat(score.recall()).as(score.line(type)).isGreaterThanOrEqualTo(0.995);
    }
  }

  @Test
  void addressesOfMailAndPhoneNumbersMeetTheirAims() throws IOException {
    Map<EntityType, Score> scores = scores(LabelledText.required());

    Score mail = scores.get(Entities.EMAIL);
    assertThat(mail.precision()).as(mail.line(Entities.EMAIL)).isGreaterThanOrEqualTo(0.99);
    assertThat(mail.recall()).as(mail.line(Entities.EMAIL)).isGreaterThanOrEqualTo(0.995);
    Score phone = scores.get(Entities.PHONE);
    assertThat(phone.precision()).as(phone.line(Entities.PHONE)).isGreaterThanOrEqualTo(0.90);
    assertThat(phone.recall()).as(phone.line(Entities.PHONE)).isGreaterThanOrEqualTo(0.92);
    assertThat(phone.exactness()).as(phone.line(Entities.PHONE)).isGreaterThanOrEqualTo(0.88);
  }

  @Test
  void namesAndAddressesMeetTheAimsOfHeuristics() throws IOException {
    Map<EntityType, Score> scores = scores(LabelledText.required());

    Score person = scores.get(Entities.PERSON);
    assertThat(person.precision()).as(person.line(Entities.PERSON)).isGreaterThanOrEqualTo(0.80);
    assertThat(person.recall()).as(person.line(Entities.PERSON)).isGreaterThanOrEqualTo(0.55);
    Score street = scores.get(Entities.STREET_ADDRESS);
    String line = street.line(Entities.STREET_ADDRESS);
    assertThat(street.precision()).as(line).isGreaterThanOrEqualTo(0.85);
    assertThat(street.recall()).as(line).isGreaterThanOrEqualTo(0.60);
  }

  private static Map<EntityType, Score> scores(List<LabelledText> texts) {
    EntitySet all = EntitySets.ALL.and(EntitySets.PERSONS);
    Scan scan = Scanner.of(BuiltInRules.all(), all.types()).scan();
    Map<EntityType, Score> scores = new LinkedHashMap<>();
    for (LabelledText text : texts) {
      List<Finding> found =
          scan.find(text.text()).stream()
              .filter(each -> each.confidence().isAtLeast(Confidence.MEDIUM))
              .map(LabelledTextTest::asMarked)
              .toList();
      MARKS.forEach(
          (type, mark) ->
              scores.computeIfAbsent(type, each -> new Score()).add(text, mark, type, found));
    }
    return scores;
  }

  /** The labels do not tell addresses of private networks from others. */
  private static Finding asMarked(Finding found) {
    return found.type().equals(Entities.PRIVATE_IP)
        ? new Finding(
            Entities.IP_ADDRESS, found.start(), found.end(), found.confidence(), found.rule())
        : found;
  }

  /** What was found and what was not, of one type. */
  private static final class Score {
    private final List<String> misses = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private int marked;
    private int covered;
    private int exact;
    private int right;

    void add(LabelledText text, String mark, EntityType type, List<Finding> found) {
      if (!text.judges(mark)) {
        return;
      }
      List<LabelledText.Span> spans =
          text.spans().stream().filter(span -> span.type().equals(mark)).toList();
      for (LabelledText.Span span : spans) {
        if (text.isWeak()) {
          continue;
        }
        marked++;
        // Covered is covered, whatever it was taken for.
        boolean isCovered =
            found.stream().anyMatch(f -> f.start() <= span.start() && f.end() >= span.end());
        covered += isCovered ? 1 : 0;
        exact +=
            found.stream().anyMatch(f -> f.start() == span.start() && f.end() == span.end())
                ? 1
                : 0;
        if (!isCovered) {
          misses.add(text.id());
        }
      }
      for (Finding each : found) {
        if (each.type().equals(type)) {
          boolean isRight =
              spans.stream().anyMatch(s -> each.start() < s.end() && s.start() < each.end());
          right += isRight ? 1 : 0;
          if (!isRight) {
            wrong.add(text.id());
          }
        }
      }
    }

    double recall() {
      return marked == 0 ? 1 : (double) covered / marked;
    }

    double exactness() {
      return marked == 0 ? 1 : (double) exact / marked;
    }

    double precision() {
      return right + wrong.size() == 0 ? 1 : (double) right / (right + wrong.size());
    }

    String line(EntityType type) {
      return "%-18s %4d marked, recall %.3f (exact %.3f), precision %.3f, misses %s, wrong %s"
          .formatted(
              type,
              marked,
              recall(),
              exactness(),
              precision(),
              misses.stream().limit(10).toList(),
              wrong.stream().limit(10).toList());
    }
  }
}
