package io.llmgw.core.detect.secret;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A value that is given to something of a telling name: {@code db_password = "..."}, {@code
 * "apiKey": "..."}, {@code --token ...}, "the password is ...". Of values, those are taken that
 * {@link SecretValue} believes.
 */
final class SecretAssignment implements AnchoredRule {
  private static final List<String> PASSWORDS =
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
          "passord",
          "salasana",
          "parool",
          "slaptazodis",
          "lozinka",
          "geslo",
          "sifre",
          "kata sandi",
          "pasahitza");

  private static final String SECRET = "secret";
  private static final List<String> CLIENTS = List.of("client", "consumer", "app");

  /** Names of so many chars stand at the beginning of a word, or in camel case. */
  private static final int SHORT = 4;

  private static final List<String> SECRETS =
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
          "accountkey",
          "credential",
          "credentials",
          "session_id",
          "sessionid");

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.PASSWORD, Entities.CREDENTIALS);
  }

  @Override
  public List<String> anchors() {
    return Stream.concat(PASSWORDS.stream(), SECRETS.stream()).toList();
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    int name = SecretName.end(text, end);
    if (name < 0 || isPartOfWord(text, start, end)) {
      return;
    }
    Assigned value = Assigned.read(text, start, name, found);
    if (value == null) {
      return;
    }
    boolean isPassword = isPassword(text, start, end);
    if (isBelieved(text, start, end, value, isPassword)) {
      EntityType type = isPassword ? Entities.PASSWORD : Entities.CREDENTIALS;
      found.add(type, value.start(), value.end(), Confidence.MEDIUM, type + ":assignment");
    }
  }

  private static boolean isBelieved(
      FoldedText text, int start, int end, Assigned value, boolean isPassword) {
    if (isPassword) {
      return SecretValue.isPassword(text, value) && !isWidth(text, start, end, value);
    }
    return SecretValue.isKey(text, value)
        || (isOfClient(text, start) && SecretValue.isShortKey(text, value));
  }

  /** Whether it is a secret that an application shows for itself, as in "client_secret". */
  private static boolean isOfClient(FoldedText text, int start) {
    if (!text.hasAt(start, SECRET)) {
      return false;
    }
    int end = Alphabet.ALNUM.has(text.at(start - 1)) ? start : start - 1;
    for (String client : CLIENTS) {
      int from = end - client.length();
      if (text.hasAt(from, client) && !Character.isLetter(text.at(from - 1))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a short name is only the end of another word, as in "compass". */
  private static boolean isPartOfWord(FoldedText text, int start, int end) {
    char before = text.at(start - 1);
    return end - start <= SHORT
        && Character.isLetter(before)
        && Character.isUpperCase(before) == Character.isUpperCase(text.at(start));
  }

  /** Whether a number stands behind "pw", which is short for the width of a page as well. */
  private static boolean isWidth(FoldedText text, int start, int end, Assigned value) {
    Variety variety = Variety.of(text, value.start(), value.judgedEnd());
    return end - start == 2 && variety.digits() == variety.length();
  }

  private static boolean isPassword(FoldedText text, int start, int end) {
    for (String word : SECRETS) { // they have no accents, which some words for passwords have
      if (word.length() == end - start && text.hasAt(start, word)) {
        return false;
      }
    }
    return true;
  }
}
