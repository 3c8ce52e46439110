package io.llmgw.api.redact;

/** The types that are recognised without rules of the host. {@link EntitySets} names groups. */
public final class Entities {
  /** Number of a payment card: issuer's range, length and Luhn's check digit. */
  public static final EntityType CREDIT_CARD = EntityType.of("CREDIT_CARD");

  /** Three or four digits that a cue word calls the security code of a card. */
  public static final EntityType CARD_CVV = EntityType.of("CARD_CVV");

  /** Month and year next to a card's number or a cue word. */
  public static final EntityType CARD_EXPIRY = EntityType.of("CARD_EXPIRY");

  /** Digits that a cue word calls a PIN. */
  public static final EntityType CARD_PIN = EntityType.of("CARD_PIN");

  /** International bank account number: length of the country and check digits (ISO 13616). */
  public static final EntityType IBAN = EntityType.of("IBAN");

  /** Code of a bank (ISO 9362), next to a cue word. */
  public static final EntityType BIC = EntityType.of("BIC");

  /** Routing number of a bank of the United States (ABA). */
  public static final EntityType US_ROUTING_NUMBER = EntityType.of("US_ROUTING_NUMBER");

  /** Account number next to a cue word. */
  public static final EntityType US_BANK_ACCOUNT = EntityType.of("US_BANK_ACCOUNT");

  /** Social security number. */
  public static final EntityType US_SSN = EntityType.of("US_SSN");

  /** Individual taxpayer identification number. */
  public static final EntityType US_ITIN = EntityType.of("US_ITIN");

  /** Employer identification number. */
  public static final EntityType US_EIN = EntityType.of("US_EIN");

  /** Passport number, next to a cue word. */
  public static final EntityType US_PASSPORT = EntityType.of("US_PASSPORT");

  /** Number of a driver's license, next to a cue word. */
  public static final EntityType US_DRIVER_LICENSE = EntityType.of("US_DRIVER_LICENSE");

  /** National provider identifier. */
  public static final EntityType US_NPI = EntityType.of("US_NPI");

  /** Medicare beneficiary identifier. */
  public static final EntityType US_MBI = EntityType.of("US_MBI");

  /** Registration number of the Drug Enforcement Administration. */
  public static final EntityType US_DEA = EntityType.of("US_DEA");

  /** Number of a medical record, next to a cue word. */
  public static final EntityType MEDICAL_RECORD = EntityType.of("MEDICAL_RECORD");

  /** Number of an insured person, next to a cue word. */
  public static final EntityType HEALTH_MEMBER_ID = EntityType.of("HEALTH_MEMBER_ID");

  /** Number of the National Health Service. */
  public static final EntityType UK_NHS = EntityType.of("UK_NHS");

  /** Number of a person insured in Germany. */
  public static final EntityType DE_KVNR = EntityType.of("DE_KVNR");

  /** Number of a physician in Germany. */
  public static final EntityType DE_LANR = EntityType.of("DE_LANR");

  /** Number of a practice in Germany. */
  public static final EntityType DE_BSNR = EntityType.of("DE_BSNR");

  /** Number of an Australian Medicare card. */
  public static final EntityType AU_MEDICARE = EntityType.of("AU_MEDICARE");

  /** Code of a diagnosis, next to a cue word: a hint of health data. */
  public static final EntityType ICD10 = EntityType.of("ICD10");

  /** National insurance number. */
  public static final EntityType UK_NINO = EntityType.of("UK_NINO");

  /** Unique taxpayer reference. */
  public static final EntityType UK_UTR = EntityType.of("UK_UTR");

  /** Number of a driving licence. */
  public static final EntityType UK_DRIVING_LICENCE = EntityType.of("UK_DRIVING_LICENCE");

  /** Passport number, next to a cue word. */
  public static final EntityType UK_PASSPORT = EntityType.of("UK_PASSPORT");

  /** Postcode, next to a cue word. */
  public static final EntityType UK_POSTCODE = EntityType.of("UK_POSTCODE");

  /** Registration of a vehicle, next to a cue word. */
  public static final EntityType UK_PLATE = EntityType.of("UK_PLATE");

  /** German tax identification number. */
  public static final EntityType DE_TAX_ID = EntityType.of("DE_TAX_ID");

  /** French social security number. */
  public static final EntityType FR_NIR = EntityType.of("FR_NIR");

  /** Number of a French company. */
  public static final EntityType FR_SIREN = EntityType.of("FR_SIREN");

  /** Number of a French establishment. */
  public static final EntityType FR_SIRET = EntityType.of("FR_SIRET");

  /** Spanish tax number. */
  public static final EntityType ES_NIF = EntityType.of("ES_NIF");

  /** Spanish number of foreigners. */
  public static final EntityType ES_NIE = EntityType.of("ES_NIE");

  /** Italian fiscal code. */
  public static final EntityType IT_FISCAL_CODE = EntityType.of("IT_FISCAL_CODE");

  /** Dutch citizen service number. */
  public static final EntityType NL_BSN = EntityType.of("NL_BSN");

  /** Polish personal number. */
  public static final EntityType PL_PESEL = EntityType.of("PL_PESEL");

  /**
   * Value-added tax number of a state of the European Union, Northern Ireland, Switzerland, Norway
   * or the United Kingdom.
   */
  public static final EntityType EU_VAT = EntityType.of("EU_VAT");

  /** Indian Aadhaar number. */
  public static final EntityType IN_AADHAAR = EntityType.of("IN_AADHAAR");

  /** Indian permanent account number. */
  public static final EntityType IN_PAN = EntityType.of("IN_PAN");

  /** Indian tax number of goods and services. */
  public static final EntityType IN_GSTIN = EntityType.of("IN_GSTIN");

  /** Brazilian number of a person. */
  public static final EntityType BR_CPF = EntityType.of("BR_CPF");

  /** Brazilian number of a company. */
  public static final EntityType BR_CNPJ = EntityType.of("BR_CNPJ");

  /** Canadian social insurance number. */
  public static final EntityType CA_SIN = EntityType.of("CA_SIN");

  /** Australian tax file number. */
  public static final EntityType AU_TFN = EntityType.of("AU_TFN");

  /** Australian business number. */
  public static final EntityType AU_ABN = EntityType.of("AU_ABN");

  /** Australian company number. */
  public static final EntityType AU_ACN = EntityType.of("AU_ACN");

  /** Address of the Internet Protocol, version 4 or 6, that is no {@link #PRIVATE_IP}. */
  public static final EntityType IP_ADDRESS = EntityType.of("IP_ADDRESS");

  /**
   * Address of the Internet Protocol, version 4 or 6, that means something in one network alone: of
   * a private network, the loopback, or the link (RFC 1918, 4193, 3927, 4291). A type of its own,
   * so that a policy can let it pass.
   */
  public static final EntityType PRIVATE_IP = EntityType.of("PRIVATE_IP");

  /** Hardware address of a network card. */
  public static final EntityType MAC_ADDRESS = EntityType.of("MAC_ADDRESS");

  /** Number of a mobile device. */
  public static final EntityType IMEI = EntityType.of("IMEI");

  /** Name and password within a URL. */
  public static final EntityType URL_CREDENTIALS = EntityType.of("URL_CREDENTIALS");

  /** Vehicle identification number. */
  public static final EntityType VIN = EntityType.of("VIN");

  /**
   * Registration of a vehicle outside the United Kingdom, where a word for one is near. British
   * ones are {@link #UK_PLATE}.
   */
  public static final EntityType LICENSE_PLATE = EntityType.of("LICENSE_PLATE");

  /** Address of a wallet. */
  public static final EntityType CRYPTO_ADDRESS = EntityType.of("CRYPTO_ADDRESS");

  /** Private key of a wallet. */
  public static final EntityType CRYPTO_KEY = EntityType.of("CRYPTO_KEY");

  /** Words that a wallet is made from (BIP 39, the English list). */
  public static final EntityType CRYPTO_SEED = EntityType.of("CRYPTO_SEED");

  /** Address of electronic mail. */
  public static final EntityType EMAIL = EntityType.of("EMAIL");

  /** Phone number, international or as a country writes it. */
  public static final EntityType PHONE = EntityType.of("PHONE");

  /** Name in a social network, next to a cue word. */
  public static final EntityType SOCIAL_HANDLE = EntityType.of("SOCIAL_HANDLE");

  /** Name of a person: a heuristic that misses many. */
  public static final EntityType PERSON = EntityType.of("PERSON");

  /** Postal address: a heuristic that misses many. */
  public static final EntityType STREET_ADDRESS = EntityType.of("STREET_ADDRESS");

  /** Date of birth, next to a cue word. */
  public static final EntityType BIRTH_DATE = EntityType.of("BIRTH_DATE");

  /** Key or token of a service, by the prefix that its vendor gives it. */
  public static final EntityType API_KEY = EntityType.of("API_KEY");

  /** Private key in a text form, such as PEM. */
  public static final EntityType PRIVATE_KEY = EntityType.of("PRIVATE_KEY");

  /** JSON web token. */
  public static final EntityType JWT = EntityType.of("JWT");

  /** Password in an assignment or next to a cue word. */
  public static final EntityType PASSWORD = EntityType.of("PASSWORD");

  /** Credentials in a header, a connection string or a configuration file. */
  public static final EntityType CREDENTIALS = EntityType.of("CREDENTIALS");

  /**
   * Text that nobody sees: in tag characters (U+E0000 to U+E007F) but for the flags of regions, or
   * in variation selectors behind one another. Always looked for; what it says is looked at as any
   * text is.
   */
  public static final EntityType HIDDEN_TEXT = EntityType.of("HIDDEN_TEXT");

  /** A char that has text shown in another order (U+202D and U+202E). Always looked for. */
  public static final EntityType BIDI_OVERRIDE = EntityType.of("BIDI_OVERRIDE");

  /**
   * Chars without width within a word, or more than three anywhere, but for those that emoji and
   * the writing of some languages need. Always looked for.
   */
  public static final EntityType ZERO_WIDTH = EntityType.of("ZERO_WIDTH");

  private Entities() {}
}
