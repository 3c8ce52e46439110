package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.stream.Stream;

/** Words for passwords and keys, in lower case and without accents. */
final class SecretWords {
  private static final List<String> PLAIN =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "passcode",
          "pwd",
          "pass",
          "passwort",
          "kennwort",
          "contrase",
          "contrasena",
          "mot de passe",
          "motdepasse",
          "mdp",
          "senha",
          "wachtwoord",
          "haslo",
          "parola",
          "pw",
          "palavra-passe",
          "palavra passe",
          "palavrapasse",
          "contrasenya",
          "contrasinal",
          "heslo",
          "jelszo",
          "losenord",
          "adgangskode",
          "kodeord",
          "kodord",
          "passord",
          "lykilor",
          "salasana",
          "parool",
          "slaptazodis",
          "lozinka",
          "geslo",
          "sifre",
          "kata sandi",
          "pasahitza");

  /**
   * The forms in which people tell one where articles, owners and what it is said to be are endings
   * of the word: "l\u00f6senordet \u00e4r", "a jelszavam", "wifi \u015fifresi", "has\u0142em jest".
   */
  private static final List<String> WITH_ENDINGS =
      List.of(
          "losenordet", // Swedish
          "kodordet",
          "adgangskoden", // Danish
          "kodeordet",
          "passwordet",
          "passordet", // Norwegian
          "haslem", // Polish
          "heslem", // Czech
          "heslom", // Slovak
          "salasanani", // Finnish
          "salasanasi",
          "jelszava", // Hungarian
          "jelszavam",
          "jelszavad",
          "sifresi", // Turkish
          "sifrem",
          "sifreniz",
          "parolasi",
          "parolaniz",
          "kata sandinya", // Indonesian
          "passwordnya");

  /** Words for a password, which are none themselves. */
  static final List<String> PASSWORDS =
      Stream.of(PLAIN, WITH_ENDINGS).flatMap(List::stream).toList();

  private static final List<String> ENGLISH =
      List.of(
          "secret",
          "token",
          "apikey",
          "api_key",
          "api-key",
          "api key",
          "accesskey",
          "access_key",
          "access-key",
          "access key",
          "privatekey",
          "private_key",
          "private-key",
          "authkey",
          "auth_key",
          "auth-key",
          "signingkey",
          "signing_key",
          "encryptionkey",
          "encryption_key",
          "encryption-key",
          "encryption.key",
          "master_key",
          "master-key",
          "masterkey",
          "aes_key",
          "aeskey",
          "hmac_key",
          "cipher_key",
          "openai_key",
          "anthropic_key",
          "gemini_key",
          "mistral_key",
          "stripe_key",
          "sendgrid_key",
          "accountkey",
          "credential",
          "credentials",
          "session_id",
          "sessionid",
          "tokenet",
          "tokenen",
          "tokenul");

  /** The same in other languages; names of fields have another sign where a blank stands. */
  private static final List<String> OTHERS =
      List.of(
          "api schlussel",
          "api schluessel",
          "zugriffsschlussel",
          "zugangsschlussel",
          "privater schlussel",
          "geheimer schlussel",
          "cle api",
          "cle d'api",
          "cle d'acces",
          "cle secrete",
          "cle privee",
          "jeton",
          "jeton d'acces",
          "jeton api",
          "token d'acces",
          "clave api",
          "clave de api",
          "clave de la api",
          "clave de acceso",
          "clave secreta",
          "clave privada",
          "token de acceso",
          "chiave api",
          "chiave di accesso",
          "chiave segreta",
          "chiave privata",
          "token di accesso",
          "chave api",
          "chave de api",
          "chave da api",
          "chave de acesso",
          "chave secreta",
          "chave privada",
          "token de acesso",
          "klucz api",
          "klucz dostepu",
          "klucz prywatny",
          "tajny klucz",
          "token dostepu",
          "api sleutel",
          "toegangssleutel",
          "geheime sleutel",
          "api nyckel",
          "api nyckeln",
          "api nogle",
          "api noglen",
          "api nokkel",
          "api nokkelen",
          "api avain",
          "api klic",
          "api kluc",
          "api kljuc",
          "api kulcs",
          "api kulcsa",
          "cheie api",
          "cheia api",
          "kunci api",
          "clau api");

  /** Words for keys and tokens, in all languages. */
  static final List<String> KEYS =
      Stream.concat(ENGLISH.stream(), OTHERS.stream().flatMap(SecretWords::spelled).distinct())
          .toList();

  /** Words for keys as they begin before an apostrophe of printers, and how these go on. */
  static final List<String> CUT = List.of("cle d", "jeton d", "token d");

  private static final List<String> BEHIND_APOSTROPHE = List.of("api", "acces");

  private SecretWords() {}

  /** Where the word ends of which an anchor ends here; less than 0 if it does not go on so. */
  static int end(FoldedText text, int anchorEnd) {
    boolean isCut = (text.at(anchorEnd - 1) | 0x20) == 'd' && text.at(anchorEnd - 2) == ' ';
    if (!isCut) {
      return anchorEnd;
    }
    int end = text.at(anchorEnd) == '\u2019' ? anchorEnd + 1 : anchorEnd;
    int past = Tongue.past(text, end, BEHIND_APOSTROPHE);
    return past > end ? past : -1;
  }

  private static Stream<String> spelled(String words) {
    return Stream.of(" ", "-", "_", "").map(sign -> words.replace(" ", sign));
  }
}
