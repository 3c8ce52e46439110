package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;
import java.util.List;

/**
 * How a password is kept or how long it is, with a blank left out: "the password is MD5hashed", "is
 * 8characters long".
 */
final class Manner {
  private static final int LONGEST_COUNT = 4;

  private static final List<String> TECHNIQUES =
      List.of(
          "md5",
          "sha1",
          "sha2",
          "sha3",
          "sha224",
          "sha256",
          "sha384",
          "sha512",
          "sha",
          "aes128",
          "aes192",
          "aes256",
          "aes",
          "base64",
          "base32",
          "rot13",
          "bcrypt2",
          "bcrypt",
          "scrypt",
          "argon2id",
          "argon2i",
          "argon2",
          "pbkdf2",
          "rsa2048",
          "rsa4096",
          "rsa",
          "des3",
          "3des",
          "rc4",
          "ntlmv2",
          "ntlm",
          "oauth2",
          "ldap3",
          "pgp5");

  private static final List<String> DONE =
      List.of(
          "hashed",
          "hash",
          "hashes",
          "encrypted",
          "encoded",
          "encoding",
          "encryption",
          "salted",
          "protected",
          "secured",
          "based",
          "digest",
          "digested",
          "sum",
          "checksum",
          "signed",
          "gehasht",
          "verschlusselt",
          "kodiert",
          "codiert",
          "chiffre",
          "hache",
          "cifrado",
          "cifrada",
          "cifrata",
          "codificata",
          "codificado",
          "codificada",
          "criptata",
          "versleuteld",
          "gecodeerd",
          "zaszyfrowane",
          "zakodowane");

  private static final List<String> UNITS =
      List.of(
          "character",
          "characters",
          "chars",
          "char",
          "digit",
          "digits",
          "letter",
          "letters",
          "symbols",
          "words",
          "byte",
          "bytes",
          "bit",
          "bits",
          "day",
          "days",
          "week",
          "weeks",
          "month",
          "months",
          "year",
          "years",
          "hour",
          "hours",
          "minutes",
          "attempts",
          "times",
          "zeichen",
          "stellig",
          "stellen",
          "ziffern",
          "tage",
          "monate",
          "jahre",
          "caracteres",
          "chiffres",
          "lettres",
          "jours",
          "mois",
          "digitos",
          "letras",
          "dias",
          "meses",
          "caratteri",
          "cifre",
          "lettere",
          "giorni",
          "mesi",
          "tecken",
          "siffror",
          "dagar",
          "tegn",
          "dage",
          "dager",
          "tekens",
          "cijfers",
          "dagen",
          "maanden",
          "znakow",
          "znaki",
          "cyfr",
          "dni");

  private Manner() {}

  /** Whether all of the value says so. */
  static boolean is(FoldedText text, Assigned value) {
    int start = value.start();
    int end = value.judgedEnd();
    int count = Alphabet.DIGITS.end(text, start, LONGEST_COUNT);
    if (isOneOf(UNITS, text, pastJoint(text, count), end)) {
      return true;
    }
    for (String each : TECHNIQUES) {
      if (text.hasAt(start, each)
          && isOneOf(DONE, text, pastJoint(text, start + each.length()), end)) {
        return true;
      }
    }
    return false;
  }

  private static int pastJoint(FoldedText text, int index) {
    return text.at(index) == '-' || text.at(index) == '_' ? index + 1 : index;
  }

  /** Whether one of these words, which have no accents, is what stands between the places. */
  private static boolean isOneOf(List<String> words, FoldedText text, int from, int to) {
    int end = to;
    while (end > from && ".,;!?".indexOf(text.at(end - 1)) >= 0) {
      end--;
    }
    for (String word : words) {
      boolean isSame = word.length() == end - from;
      for (int i = 0; isSame && i < word.length(); i++) {
        isSame = (text.bare(from + i) | 0x20) == word.charAt(i);
      }
      if (isSame) {
        return true;
      }
    }
    return false;
  }
}
