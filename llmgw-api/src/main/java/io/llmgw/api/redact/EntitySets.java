package io.llmgw.api.redact;

/** Groups of the built-in types, for {@code Redaction.of(...)}. */
public final class EntitySets {
  /** What concerns payment cards. */
  public static final EntitySet PAYMENT =
      EntitySet.of(
          Entities.CREDIT_CARD, Entities.CARD_CVV, Entities.CARD_EXPIRY, Entities.CARD_PIN);

  /** What concerns bank accounts. */
  public static final EntitySet BANK =
      EntitySet.of(
          Entities.IBAN, Entities.BIC, Entities.US_ROUTING_NUMBER, Entities.US_BANK_ACCOUNT);

  /** What concerns the United States. */
  public static final EntitySet US =
      EntitySet.of(
          Entities.US_SSN,
          Entities.US_ITIN,
          Entities.US_EIN,
          Entities.US_PASSPORT,
          Entities.US_DRIVER_LICENSE);

  /** What concerns health. */
  public static final EntitySet HEALTH =
      EntitySet.of(
          Entities.US_NPI,
          Entities.US_MBI,
          Entities.US_DEA,
          Entities.MEDICAL_RECORD,
          Entities.HEALTH_MEMBER_ID,
          Entities.UK_NHS,
          Entities.DE_KVNR,
          Entities.DE_LANR,
          Entities.DE_BSNR,
          Entities.AU_MEDICARE,
          Entities.ICD10);

  /** What concerns the United Kingdom. */
  public static final EntitySet UK =
      EntitySet.of(
          Entities.UK_NINO,
          Entities.UK_UTR,
          Entities.UK_DRIVING_LICENCE,
          Entities.UK_PASSPORT,
          Entities.UK_POSTCODE,
          Entities.UK_PLATE);

  /** What concerns the European Union. */
  public static final EntitySet EU =
      EntitySet.of(
          Entities.DE_TAX_ID,
          Entities.FR_NIR,
          Entities.FR_SIREN,
          Entities.FR_SIRET,
          Entities.ES_NIF,
          Entities.ES_NIE,
          Entities.IT_FISCAL_CODE,
          Entities.NL_BSN,
          Entities.PL_PESEL,
          Entities.EU_VAT);

  /** What concerns other states. */
  public static final EntitySet OTHER_STATES =
      EntitySet.of(
          Entities.IN_AADHAAR,
          Entities.IN_PAN,
          Entities.IN_GSTIN,
          Entities.BR_CPF,
          Entities.BR_CNPJ,
          Entities.CA_SIN,
          Entities.AU_TFN,
          Entities.AU_ABN,
          Entities.AU_ACN);

  /** What concerns networks. */
  public static final EntitySet NETWORK =
      EntitySet.of(
          Entities.IP_ADDRESS,
          Entities.PRIVATE_IP,
          Entities.MAC_ADDRESS,
          Entities.IMEI,
          Entities.URL_CREDENTIALS);

  /** What concerns vehicles. */
  public static final EntitySet VEHICLE = EntitySet.of(Entities.VIN, Entities.LICENSE_PLATE);

  /** What concerns cryptocurrencies. */
  public static final EntitySet CRYPTO =
      EntitySet.of(Entities.CRYPTO_ADDRESS, Entities.CRYPTO_KEY, Entities.CRYPTO_SEED);

  /** What concerns contact. */
  public static final EntitySet CONTACT =
      EntitySet.of(Entities.EMAIL, Entities.PHONE, Entities.SOCIAL_HANDLE);

  /** Persons, addresses and dates of birth: heuristics, in no other set. */
  public static final EntitySet PERSONS =
      EntitySet.of(Entities.PERSON, Entities.STREET_ADDRESS, Entities.BIRTH_DATE);

  /** What concerns secrets, those in addresses and of wallets among them. */
  public static final EntitySet SECRETS =
      EntitySet.of(
          Entities.API_KEY,
          Entities.PRIVATE_KEY,
          Entities.JWT,
          Entities.PASSWORD,
          Entities.CREDENTIALS,
          Entities.URL_CREDENTIALS,
          Entities.CRYPTO_KEY,
          Entities.CRYPTO_SEED);

  /**
   * What a text holds without being seen; in no other set. It is looked for whatever the policy: if
   * that says nothing of it, calls with {@link Entities#HIDDEN_TEXT} are blocked, and the others
   * reported.
   */
  public static final EntitySet HIDDEN =
      EntitySet.of(Entities.HIDDEN_TEXT, Entities.BIDI_OVERRIDE, Entities.ZERO_WIDTH);

  /** Everything that is not a heuristic: all sets but {@link #PERSONS} and {@link #HIDDEN}. */
  public static final EntitySet ALL =
      PAYMENT
          .and(BANK)
          .and(US)
          .and(HEALTH)
          .and(UK)
          .and(EU)
          .and(OTHER_STATES)
          .and(NETWORK)
          .and(VEHICLE)
          .and(CRYPTO)
          .and(CONTACT)
          .and(SECRETS);

  private EntitySets() {}
}
