package io.llmgw.core.detect.payment;

import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.FoldedText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Words for the card of a bank. A menu, a map and a board in a slot are called a card too, in one
 * language or another: the word alone says nothing, but with whose it is or what has become of it.
 */
final class CardWords {
  /** What stands behind a word for a code, and says whose it is; without accents. */
  static final List<String> OWNERS =
      Stream.of(
              owners(
                  "for,of,to,on",
                  "the,my,your,his,her,our,their,this",
                  "card,credit card,debit card,bank card"),
              owners(
                  "der,zur,fur die,fur,von",
                  ",meiner,deiner,ihrer,meine,deine,ihre",
                  "karte,kreditkarte,bankkarte,girocard,ec-karte"),
              owners(
                  "de,pour",
                  "la,ma,ta,sa,votre,cette",
                  "carte,carte bancaire,carte bleue,carte de credit,carte de debit"),
              owners(
                  "de,para",
                  "la,mi,tu,su,esta",
                  "tarjeta,tarjeta de credito,tarjeta de debito,tarjeta bancaria"),
              owners(
                  "della,per la",
                  ",mia,tua,sua,nostra",
                  "carta,carta di credito,carta di debito,carta bancomat"),
              owners("del,per il", ",mio,tuo,suo", "bancomat"),
              owners(
                  "do,para o",
                  ",meu,seu,teu,nosso",
                  "cartao,cartao de credito,cartao de debito,cartao multibanco"),
              owners(
                  "van,voor",
                  "de,mijn,je,jouw,uw,haar,zijn",
                  "kaart,pas,bankpas,pinpas,betaalpas,creditcard"),
              owners(
                  "till,til,for", ",mitt,mit", "kortet,kort,bankkortet,kreditkortet,kredittkortet"),
              owners(
                  "do,",
                  ",mojej,twojej,swojej,pani,pana",
                  "karty,karty kredytowej,karty platniczej,karty debetowej"))
          .flatMap(List::stream)
          .toList();

  /** Words for the code that stands on a card. */
  static final List<String> CODES =
      List.of(
          "cvv",
          "cvv2",
          "cvc",
          "cvc2",
          "card security code",
          "security code",
          "securitycode",
          "security_code",
          "card verification",
          "card verification code",
          "prufziffer",
          "kartenprufnummer",
          "prufnummer",
          "cryptogramme",
          "codigo de seguridad",
          "codice di sicurezza");

  private static final Cues OF_CODES = Cues.of(CODES.toArray(String[]::new));

  private static final Cues OF_BANKS =
      Cues.of(
          "card pin",
          "karten-pin",
          "bank card",
          "bankcard",
          "credit card",
          "creditcard",
          "debit card",
          "debitcard",
          "payment card",
          "visa",
          "mastercard",
          "amex",
          "maestro",
          "atm",
          "my card",
          "your card",
          "his card",
          "her card",
          "our card",
          "bankkarte",
          "kreditkarte",
          "girocard",
          "girokarte",
          "ec-karte",
          "debitkarte",
          "geldautomat",
          "meine karte",
          "deine karte",
          "carte bancaire",
          "carte bleue",
          "carte de credit",
          "carte de debit",
          "ma carte",
          "ta carte",
          "votre carte",
          "tarjeta de credito",
          "tarjeta de debito",
          "tarjeta bancaria",
          "mi tarjeta",
          "tu tarjeta",
          "su tarjeta",
          "cajero",
          "carta di credito",
          "carta di debito",
          "mia carta",
          "tua carta",
          "bancomat",
          "cartao de credito",
          "cartao de debito",
          "meu cartao",
          "seu cartao",
          "multibanco",
          "betaalpas",
          "betaalkaart",
          "bankpas",
          "pinpas",
          "mijn kaart",
          "mijn pas",
          "karta kredytowa",
          "karta platnicza",
          "karta debetowa",
          "karty kredytowej",
          "karty platniczej",
          "moja karta",
          "bankomat");

  private static final Cues OWNED = Cues.of(OWNERS.toArray(String[]::new));

  private static final Cues CARDS =
      Cues.of(
          "card", "cards", "karte", "carte", "tarjeta", "carta", "cartao", "karta", "karty",
          "kaart");

  /** What becomes of a card that people tell their bank. */
  private static final Cues LOSSES =
      Cues.of(
          "lost",
          "stolen",
          "blocked",
          "weg",
          "verloren",
          "gestohlen",
          "gesperrt",
          "perdue",
          "volee",
          "bloquee",
          "perdida",
          "robada",
          "bloqueada",
          "persa",
          "smarrita",
          "rubata",
          "bloccata",
          "perdido",
          "roubado",
          "bloqueado",
          "kwijt",
          "gestolen",
          "geblokkeerd",
          "zgubiona",
          "skradziona",
          "zablokowana");

  /** Of a machine's parts, which have pins and cards of their own. */
  private static final Cues PARTS =
      Cues.of(
          "pins",
          "reader",
          "slot",
          "connector",
          "expansion",
          "graphics",
          "sound",
          "memory",
          "socket",
          "gpio",
          "header",
          "board",
          "motherboard",
          "bus",
          "jumper",
          "wire");

  private CardWords() {}

  /** Each of the first, of the second and of the third words, of which there may be none. */
  private static List<String> owners(String firsts, String seconds, String thirds) {
    List<String> owners = new ArrayList<>();
    for (String first : firsts.split(",", -1)) {
      for (String second : seconds.split(",", -1)) {
        for (String third : thirds.split(",", -1)) {
          if (!first.isEmpty() || !second.isEmpty()) {
            owners.add((first + " " + second + " " + third).replace("  ", " ").strip());
          }
        }
      }
    }
    return owners;
  }

  /** Whether words near these places speak of the card of a bank. */
  static boolean areNear(FoldedText text, int start, int end) {
    boolean isOne =
        OF_BANKS.isNear(text, start, end)
            || OF_CODES.isNear(text, start, end)
            || OWNED.isNear(text, start, end)
            || (CARDS.isNear(text, start, end) && LOSSES.isNear(text, start, end));
    return isOne && !PARTS.isNear(text, start, end);
  }
}
