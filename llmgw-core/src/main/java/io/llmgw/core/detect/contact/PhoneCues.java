package io.llmgw.core.detect.contact;

import io.llmgw.api.redact.Confidence;
import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.NumberRow;

/** What words around digits say about their being a phone number. */
final class PhoneCues {
  /** How near a verb must stand, and a word for numbers of another kind. */
  private static final int NEAR_BEFORE = 24;

  private static final int NEAR_AFTER = 12;

  private static final int NEAR_VERB = 4;

  /** Words for phones, and for what is done with nothing else. */
  private static final Cues PHONES =
      Cues.of(
          "phone",
          "phones",
          "telephone",
          "tel",
          "mobile",
          "mob",
          "cell",
          "cellphone",
          "cellular",
          "fax",
          "whatsapp",
          "sms",
          "hotline",
          "helpline",
          "landline",
          "voicemail",
          "callback",
          "telefon",
          "telefonnummer",
          "handy",
          "handynummer",
          "mobil",
          "mobilnummer",
          "rufnummer",
          "telefonnr",
          "portable",
          "telefono",
          "movil",
          "celular",
          "cellulare",
          "telefone",
          "telemovel",
          "telefoon",
          "mobiel",
          "telefonu",
          "komorka",
          "komorkowy",
          "telefonnumret",
          "puhelin",
          "telefax",
          "telf",
          "telef",
          "tfno",
          "viber");

  /** Words for what is done with phones, which may speak of another number. */
  private static final Cues CALLS =
      Cues.of(
          "appelle-moi",
          "appelez-moi",
          "rappelle-moi",
          "rappelez-moi",
          "bel me",
          "bel mij",
          "ruf mich",
          "call me",
          "call us",
          "text me",
          "ring me",
          "phone me");

  /** Words that say so when they stand next to the number. */
  private static final Cues NEXT =
      Cues.of(
          "call",
          "calls",
          "called",
          "calling",
          "dial",
          "dialed",
          "ring",
          "reach",
          "reached",
          "answering",
          "office",
          "contact",
          "my number",
          "number is",
          "meine nummer",
          "mon numero",
          "mi numero",
          "il mio numero",
          "meu numero",
          "mijn nummer",
          "moj numer",
          "kom.",
          "anrufen",
          "erreichbar",
          "appeler",
          "appelez",
          "joindre",
          "llamar",
          "llame",
          "llama",
          "llamame",
          "chiamare",
          "chiama",
          "chiamami",
          "ligar",
          "ligue",
          "bellen",
          "zadzwon",
          "ara");

  /** Words for numbers of other kinds. */
  private static final Cues OTHERS =
      Cues.of(
          "order",
          "invoice",
          "ticket",
          "account",
          "acct",
          "case",
          "ref",
          "reference",
          "tracking",
          "serial",
          "policy",
          "claim",
          "member",
          "isbn",
          "issn",
          "ssn",
          "security",
          "insurance",
          "identity",
          "passport",
          "license",
          "licence",
          "sku",
          "version",
          "iban",
          "card",
          "code",
          "zip",
          "id",
          "bsn",
          "nhs",
          "tax",
          "vat",
          "routing",
          "booking",
          "confirmation",
          "transaction",
          "customer",
          "patient",
          "mrn",
          "npi",
          "imei",
          "bestellnummer",
          "auftrag",
          "rechnung",
          "kundennummer",
          "konto",
          "commande",
          "facture",
          "compte",
          "pedido",
          "factura",
          "cuenta",
          "ordine",
          "fattura",
          "conto",
          "bestelling",
          "zamowienie",
          "zamowienia",
          "faktura",
          "faktury",
          "order no",
          "ordernr",
          "ordernummer",
          "bestellnr",
          "bestellung",
          "auftragsnummer",
          "auftragsnr",
          "rechnungsnummer",
          "rechnungsnr",
          "kundennr",
          "kontonummer",
          "referenz",
          "referenznummer",
          "ticketnummer",
          "vorgang",
          "vorgangsnummer",
          "aktenzeichen",
          "buchung",
          "buchungsnummer",
          "bestelnummer",
          "bestelnr",
          "factuur",
          "factuurnummer",
          "factuurnr",
          "klantnummer",
          "klantnr",
          "rekening",
          "dossier",
          "reservation",
          "reserva",
          "prenotazione",
          "reservering");

  /** Between a number and the word for what it is. */
  private static final Cues IS = Cues.of("is", "ist", "est", "es", "e");

  private PhoneCues() {}

  /** How sure a number of this shape is among these words. */
  static Confidence adjust(FoldedText text, DialString number, int end, Confidence shape) {
    if (shape == Confidence.HIGH) {
      return shape;
    }
    int start = number.start();
    if (NumberRow.isHeaded(text, start, PHONES)) {
      return Confidence.MEDIUM;
    }
    int near = start - NEAR_BEFORE;
    boolean isOther =
        OTHERS.isWithin(text, near, start)
            && !PHONES.isWithin(text, near, start)
            && !CALLS.isWithin(text, near, start);
    if (isOther || (shape == Confidence.LOW && isOfOther(text, start, end))) {
      return Confidence.LOW;
    }
    boolean isCued =
        PHONES.isNear(text, start, end)
            || CALLS.isNear(text, start, end)
            || NEXT.isWithin(text, near, start)
            || NEXT.isWithin(text, end, end + NEAR_AFTER);
    isCued = isCued && !NumberRow.isOfOther(text, start, end, PHONES, CALLS, NEXT);
    return isCued || shape == Confidence.MEDIUM ? Confidence.MEDIUM : Confidence.LOW;
  }

  /**
   * Whether a word for another number stands nearer to these digits than what is done with phones,
   * as in "call me about order 20261234", or behind them and a verb.
   */
  private static boolean isOfOther(FoldedText text, int start, int end) {
    int near = start - NEAR_BEFORE;
    if (PHONES.isWithin(text, near, start)) {
      return false;
    }
    boolean isBefore =
        OTHERS.isWithin(text, near, start)
            && OTHERS.lastBefore(text, start) > CALLS.lastBefore(text, start);
    return isBefore
        || (IS.isWithin(text, end, end + NEAR_VERB)
            && OTHERS.isWithin(text, end, end + NEAR_AFTER + NEAR_VERB));
  }
}
