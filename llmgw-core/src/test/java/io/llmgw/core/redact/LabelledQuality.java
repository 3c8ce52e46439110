package io.llmgw.core.redact;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntitySet;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.core.detect.Scan;
import io.llmgw.core.detect.Scanner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the rules find of labelled text, at the level that is masked by default. */
final class LabelledQuality {
  /** For each of our types what the marks call it. */
  private static final Map<EntityType, String> MARKS = marks();

  private final Map<EntityType, Quality> all = new LinkedHashMap<>();
  private final Map<EntityType, Map<String, Quality>> bySource = new LinkedHashMap<>();

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

  /** Reads all of these texts. */
  static LabelledQuality of(List<LabelledText> texts) {
    EntitySet all = EntitySets.ALL.and(EntitySets.PERSONS);
    Scan scan = Scanner.of(BuiltInRules.all(), all.types()).scan();
    LabelledQuality measured = new LabelledQuality();
    for (LabelledText text : texts) {
      List<Finding> found =
          scan.find(text.text()).stream()
              .filter(each -> each.confidence().isAtLeast(Confidence.MEDIUM))
              .map(LabelledQuality::asMarked)
              .toList();
      MARKS.forEach((type, mark) -> measured.add(text, type, mark, found));
    }
    return measured;
  }

  /** The labels do not tell addresses of private networks from others. */
  private static Finding asMarked(Finding found) {
    return found.type().equals(Entities.PRIVATE_IP)
        ? new Finding(
            Entities.IP_ADDRESS, found.start(), found.end(), found.confidence(), found.rule())
        : found;
  }

  private void add(LabelledText text, EntityType type, String mark, List<Finding> found) {
    if (!text.judges(mark)) {
      return;
    }
    List<LabelledText.Span> spans = marked(text, type);
    // A mark that wants words around it that are not there is none that must be found.
    boolean counts = !text.isWeak();
    all.computeIfAbsent(type, Quality::new).add(text.id(), spans, counts, found);
    bySource
        .computeIfAbsent(type, each -> new TreeMap<>())
        .computeIfAbsent(text.source(), each -> new Quality(type))
        .add(text.id(), spans, counts, found);
  }

  /** What is marked of a type. */
  static List<LabelledText.Span> marked(LabelledText text, EntityType type) {
    return text.spans().stream().filter(span -> span.type().equals(MARKS.get(type))).toList();
  }

  /** Of a type in the texts of all sources; one of which nothing is known where none judges it. */
  Quality of(EntityType type) {
    return all.getOrDefault(type, new Quality(type));
  }

  /** The types that some text judges, in a fixed order. */
  List<EntityType> types() {
    return MARKS.keySet().stream().filter(type -> of(type).isMeasured()).toList();
  }

  /** Of a type by the source of the texts, those without anything to say left out. */
  Map<String, Quality> bySource(EntityType type) {
    Map<String, Quality> measured = new TreeMap<>(bySource.getOrDefault(type, Map.of()));
    measured.values().removeIf(each -> !each.isMeasured());
    return measured;
  }
}
