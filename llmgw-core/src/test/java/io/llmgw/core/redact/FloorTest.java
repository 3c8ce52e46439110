package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No type is without something that it must reach. */
class FloorTest {
  private static final String DETECT = "io.llmgw.core.detect.";

  /**
   * Types without an aim in figures: their rule is to agree with what its owner has published, or
   * to say nothing without a word beside it. By type the test of that.
   */
  private static final Map<EntityType, String> RULES =
      Map.ofEntries(
          Map.entry(Entities.CARD_CVV, "payment.CardSecurityCodeTest"),
          Map.entry(Entities.CARD_EXPIRY, "payment.CardExpiryTest"),
          Map.entry(Entities.CARD_PIN, "payment.CardPinTest"),
          Map.entry(Entities.BIC, "bank.BicTest"),
          Map.entry(Entities.US_ROUTING_NUMBER, "bank.RoutingNumberTest"),
          Map.entry(Entities.US_BANK_ACCOUNT, "bank.UsBankAccountTest"),
          Map.entry(Entities.US_ITIN, "us.ItinTest"),
          Map.entry(Entities.US_EIN, "us.EinTest"),
          Map.entry(Entities.US_PASSPORT, "us.UsPassportTest"),
          Map.entry(Entities.US_DRIVER_LICENSE, "us.DriverLicenseTest"),
          Map.entry(Entities.US_NPI, "health.NpiTest"),
          Map.entry(Entities.US_MBI, "health.MbiTest"),
          Map.entry(Entities.US_DEA, "health.DeaTest"),
          Map.entry(Entities.MEDICAL_RECORD, "health.HealthRulesTest"),
          Map.entry(Entities.HEALTH_MEMBER_ID, "health.HealthRulesTest"),
          Map.entry(Entities.UK_NHS, "health.NhsTest"),
          Map.entry(Entities.DE_KVNR, "health.KvnrTest"),
          Map.entry(Entities.DE_LANR, "health.LanrTest"),
          Map.entry(Entities.DE_BSNR, "health.BsnrTest"),
          Map.entry(Entities.AU_MEDICARE, "health.AuMedicareTest"),
          Map.entry(Entities.ICD10, "health.Icd10Test"),
          Map.entry(Entities.UK_NINO, "uk.NinoTest"),
          Map.entry(Entities.UK_UTR, "uk.UtrTest"),
          Map.entry(Entities.UK_DRIVING_LICENCE, "uk.DrivingLicenceTest"),
          Map.entry(Entities.UK_PASSPORT, "uk.UkPassportTest"),
          Map.entry(Entities.UK_POSTCODE, "uk.PostcodeTest"),
          Map.entry(Entities.UK_PLATE, "uk.PlateTest"),
          Map.entry(Entities.DE_TAX_ID, "europe.DeTaxIdTest"),
          Map.entry(Entities.FR_NIR, "europe.FrNirTest"),
          Map.entry(Entities.FR_SIREN, "europe.FrSirenTest"),
          Map.entry(Entities.FR_SIRET, "europe.FrSiretTest"),
          Map.entry(Entities.ES_NIF, "europe.EsNifTest"),
          Map.entry(Entities.ES_NIE, "europe.EsNieTest"),
          Map.entry(Entities.IT_FISCAL_CODE, "europe.ItFiscalCodeTest"),
          Map.entry(Entities.NL_BSN, "europe.NlBsnTest"),
          Map.entry(Entities.PL_PESEL, "europe.PlPeselTest"),
          Map.entry(Entities.EU_VAT, "vat.VatNumberTest"),
          Map.entry(Entities.IN_AADHAAR, "world.InAadhaarTest"),
          Map.entry(Entities.IN_PAN, "world.InPanTest"),
          Map.entry(Entities.IN_GSTIN, "world.InGstinTest"),
          Map.entry(Entities.BR_CPF, "world.BrCpfTest"),
          Map.entry(Entities.BR_CNPJ, "world.BrCnpjTest"),
          Map.entry(Entities.CA_SIN, "world.CaSinTest"),
          Map.entry(Entities.AU_TFN, "world.AuTfnTest"),
          Map.entry(Entities.AU_ABN, "world.AuAbnTest"),
          Map.entry(Entities.AU_ACN, "world.AuAcnTest"),
          Map.entry(Entities.PRIVATE_IP, "network.PrivateRangeTest"),
          Map.entry(Entities.MAC_ADDRESS, "network.MacAddressTest"),
          Map.entry(Entities.IMEI, "network.ImeiTest"),
          Map.entry(Entities.VIN, "vehicle.VinTest"),
          Map.entry(Entities.LICENSE_PLATE, "vehicle.LicensePlateTest"),
          Map.entry(Entities.CRYPTO_ADDRESS, "crypto.Base58ValueTest"),
          Map.entry(Entities.CRYPTO_KEY, "crypto.Base58ValueTest"),
          Map.entry(Entities.CRYPTO_SEED, "crypto.SeedPhraseTest"),
          Map.entry(Entities.SOCIAL_HANDLE, "contact.SocialHandleTest"));

  @Test
  void everyTypeHasOne() {
    List<EntityType> without = new ArrayList<>(EntitySets.ALL.and(EntitySets.PERSONS).types());
    without.removeAll(Floor.OF.keySet());
    without.removeAll(RULES.keySet());

    assertThat(without).isEmpty();
  }

  @Test
  void noTypeHasTwo() {
    assertThat(Floor.OF.keySet()).doesNotContainAnyElementsOf(RULES.keySet());
    assertThat(Floor.OF.keySet()).containsAll(MadeUpText.TYPES);
  }

  static Stream<String> tests() {
    return RULES.values().stream().distinct().sorted();
  }

  @ParameterizedTest
  @MethodSource("tests")
  void theTestOfARuleIsThere(String test) throws ClassNotFoundException {
    Class<?> found = Class.forName(DETECT + test);

    assertThat(Stream.of(found.getDeclaredMethods()))
        .anyMatch(
            method ->
                method.isAnnotationPresent(Test.class)
                    || method.isAnnotationPresent(ParameterizedTest.class));
  }
}
