package io.llmgw.core.detect.secret;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How people tell each other passwords and keys in languages other than English, and keys in it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class ToldSecretsTest {
  private final Finds passwords = new Finds(SecretRules.all(), Entities.PASSWORD);
  private final Finds keys = new Finds(SecretRules.all(), Entities.CREDENTIALS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Das Passwort f\u00fcr den Server ist Wq7zT4mK",
        "das Passwort fuer den Server im Keller lautet: Wq7zT4mK.",
        "Passwort f\u00fcrs WLAN? Das Passwort zum WLAN ist jetzt Wq7zT4mK, bis Montag.",
        "Kennwort vom Router: Wq7zT4mK",
        "Le mot de passe du wifi est Wq7zT4mK",
        "Le mot de passe pour le serveur de test est : Wq7zT4mK",
        "mot de passe de l\u2019imprimante : Wq7zT4mK",
        "Le mot de passe d'admin est maintenant Wq7zT4mK",
        "La contrase\u00f1a del servidor es Wq7zT4mK",
        "La contrase\u00f1a para el wifi de la oficina es: Wq7zT4mK",
        "La password del router \u00e8 Wq7zT4mK",
        "la password dell'ufficio \u00e8: Wq7zT4mK",
        "La password per il wifi e' Wq7zT4mK",
        "A senha do wifi \u00e9 Wq7zT4mK",
        "a senha da rede agora \u00e9 Wq7zT4mK",
        "Has\u0142o do wifi to Wq7zT4mK",
        "has\u0142o dla admina: Wq7zT4mK",
        "Het wachtwoord van de wifi is Wq7zT4mK",
        "wachtwoord voor de server: Wq7zT4mK",
        "L\u00f6senordet? L\u00f6senord f\u00f6r servern \u00e4r Wq7zT4mK",
        "Heslo k wifi je Wq7zT4mK",
        "Parola pentru wifi este Wq7zT4mK",
        "\u041f\u0430\u0440\u043e\u043b\u044c \u043e\u0442 \u0441\u0435\u0440\u0432\u0435\u0440\u0430: Wq7zT4mK",
        "\u041f\u0430\u0440\u043e\u043b\u044c \u0434\u043b\u044f wifi \u2014 Wq7zT4mK",
        "Passwort (Server): Wq7zT4mK",
        "mot de passe (wifi) est Wq7zT4mK",
        "Passwort WLAN: Wq7zT4mK",
        "mot de passe wifi : Wq7zT4mK"
      })
  void aPasswordInAnyLanguage(String text) {
    passwords.in(text, MEDIUM, "Wq7zT4mK");
    passwords.notAtAllIn(text.replace("Wq7zT4mK", "unbekannt"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Das Passwort f\u00fcr den Server ist abgelaufen.",
        "Das Passwort f\u00fcr das Konto ist 8 Zeichen lang.",
        "Das Passwort im Beispiel ist falsch, siehe Seite A12b34.",
        "Passwort zur\u00fccksetzen: siehe Kapitel3",
        "Le mot de passe du compte est expir\u00e9 depuis 2024.",
        "Le mot de passe de l'utilisateur est obligatoire.",
        "La contrase\u00f1a del usuario es obligatoria y caduca en 90 d\u00edas.",
        "La password di root e utente2 sono scadute.",
        "La password di root e Utente22b scadono.",
        "A senha do usu\u00e1rio \u00e9 inv\u00e1lida.",
        "Has\u0142o do konta to ci\u0105g znak\u00f3w.",
        "Het wachtwoord van de gebruiker is verlopen.",
        "the password to connect to Windows2019 machines",
        "the password on Server2019 was reset",
        "password field login: Login2Form",
        "Password reset link: Windows11",
        "the password of the box to Server2019"
      })
  void talkAboutPasswordsHasNone(String text) {
    passwords.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The API key for prod is aB3xK9mQ2vL7pR4t",
        "the api key for the staging box is now aB3xK9mQ2vL7pR4t.",
        "API key (prod): aB3xK9mQ2vL7pR4t",
        "API key prod: aB3xK9mQ2vL7pR4t",
        "secret for the webhook is aB3xK9mQ2vL7pR4t",
        "The access token for the bot is \"aB3xK9mQ2vL7pR4t\"",
        "Use API key aB3xK9mQ2vL7pR4t for the test",
        "with token 'aB3xK9mQ2vL7pR4t' I get 401",
        "the client secret of the app: aB3xK9mQ2vL7pR4t",
        "Der API-Schl\u00fcssel f\u00fcr den Test lautet aB3xK9mQ2vL7pR4t",
        "La cl\u00e9 API du projet est aB3xK9mQ2vL7pR4t",
        "La clave de API del proyecto es aB3xK9mQ2vL7pR4t",
        "La chiave API del progetto \u00e8 aB3xK9mQ2vL7pR4t",
        "A chave da API do projeto \u00e9 aB3xK9mQ2vL7pR4t",
        "Klucz API do projektu to aB3xK9mQ2vL7pR4t",
        "De API-sleutel voor het project is aB3xK9mQ2vL7pR4t"
      })
  void aKeyThatLooksLikeOne(String text) {
    keys.in(text, MEDIUM, "aB3xK9mQ2vL7pR4t");
    keys.in(
        text.replace("aB3xK9mQ2vL7pR4t", "9f8e7d6c5b4a39281706"), MEDIUM, "9f8e7d6c5b4a39281706");
    keys.notAtAllIn(text.replace("aB3xK9mQ2vL7pR4t", "missing"));
    keys.notAtAllIn(text.replace("aB3xK9mQ2vL7pR4t", "release-2024-11-27"));
    keys.notAtAllIn(text.replace("aB3xK9mQ2vL7pR4t", "WebhookSecret2024"));
    keys.notAtAllIn(text.replace("aB3xK9mQ2vL7pR4t", "OAuth2ClientToken"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The API key for prod is missing",
        "The token for the next page is opaque.",
        "The secret to good code is simplicity2000",
        "An access token for the bot is sent to https://a1b2c3.example/d4e5f6",
        "token for ada99b12x@mail.example",
        "the token expires at 2024-11-27T10:15:30Z",
        "the token in src/auth2/handler3b.go",
        "token kubernetes-dashboard-token-2",
        "a token of appreciation for 2024",
        "Unexpected token } in JSON at position 12345678",
        "API key rotation: every 90 days",
        "API key name: my-service-key-01",
        "the token 550e8400 of the session",
        "access key v2ApiClientRelease3",
        "cl\u00e9 d\u2019: aB3xK9mQ2vL7pR4t"
      })
  void talkAboutKeysHasNone(String text) {
    keys.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aB3xK9mQ2vL7pR4tQ==",
        "aB3xK9mQ2vL7pR4tQw=",
        "Ab1Cd2Ef3Gh4",
        "aB3x_K9mQ-2vL7pR4t"
      })
  void aKeyRightBehindItsName(String key) {
    for (String text : new String[] {"use API key # for it", "token - # (old)"}) {
      keys.in(text.replace("#", key), MEDIUM, key);
      for (String other :
          new String[] {"aB3=xK9mQ2vL7pR4t", "aB3xK9mQ!2vL7pR4t", "aB3x.K9mQ2/L7p9"}) {
        keys.notAtAllIn(text.replace("#", other));
      }
    }
    keys.in("use API key \"aB3x.K9mQ2/L7p9\"", MEDIUM, "aB3x.K9mQ2/L7p9");
    keys.notAtAllIn("use API key OAuth22ClientToken");
  }

  @Test
  void itChangesBetweenLettersAndDigitsOftenEnough() {
    keys.in("use API key KQZW49HBNTRC82VP for it", MEDIUM, "KQZW49HBNTRC82VP");
    keys.notAtAllIn("use API key KQZW49HBNTRC82VPX for it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "API-Schl\u00fcssel: ",
        "API Schl\u00fcssel = ",
        "api_schluessel=",
        "Zugriffstoken: ",
        "Zugriffsschl\u00fcssel: ",
        "Geheimer Schl\u00fcssel: ",
        "Cl\u00e9 API : ",
        "Cl\u00e9 d\u2019API : ",
        "CLE_API=",
        "Jeton d'acc\u00e8s : ",
        "Jeton d\u2019acc\u00e8s\u00a0: ",
        "Jeton dacces: ",
        "clave de API: ",
        "Clave secreta: ",
        "Token de acceso: ",
        "Chave de API: ",
        "Token de acesso: ",
        "chiave API: ",
        "Chiave segreta: ",
        "Token di accesso: ",
        "klucz API: ",
        "Klucz dost\u0119pu: ",
        "API-sleutel: ",
        "Toegangssleutel: ",
        "API-nyckel: ",
        "API kl\u00ed\u010d: "
      })
  void namesOfKeysInOtherLanguages(String name) {
    keys.in(name + "aB3xK9mQ2vL7pR4t", MEDIUM, "aB3xK9mQ2vL7pR4t");
    keys.notAtAllIn(name + "siehe Handbuch, Seite 12");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "credentials for the staging box are admin / Wq7zT4mK",
        "creds for prod: admin / Wq7zT4mK"
      })
  void aUserAndAPasswordForSomething(String text) {
    passwords.in(text, MEDIUM, "Wq7zT4mK");
    passwords.notAtAllIn(text.replace("Wq7zT4mK", "main"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Lösenordet för servern är Zima2024x",
        "Lösenordet: Zima2024x",
        "Lösenordet är Zima2024x",
        "Kodordet är Zima2024x",
        "Adgangskoden til serveren er Zima2024x",
        "Adgangskoden er: Zima2024x",
        "Kodeordet er Zima2024x",
        "Passwordet er Zima2024x",
        "Passordet til WiFi er Zima2024x",
        "Passordet: Zima2024x",
        "Lykilorðið er Zima2024x",
        "Lykilorð: Zima2024x",
        "Паролата за сървъра е Zima2024x",
        "Паролата е Zima2024x",
        "Лозинката е Zima2024x",
        "Лозинка за сервер је Zima2024x",
        "Hasłem do serwera jest Zima2024x",
        "Twoim hasłem jest Zima2024x",
        "Heslem k serveru je Zima2024x",
        "Heslom je Zima2024x",
        "Salasanasi on Zima2024x",
        "Palvelimen salasana on Zima2024x",
        "Parool on Zima2024x",
        "A jelszavam: Zima2024x",
        "A szerver jelszava: Zima2024x",
        "Sunucunun şifresi: Zima2024x",
        "Şifreniz: Zima2024x",
        "WiFi parolası: Zima2024x",
        "Kata sandinya adalah Zima2024x",
        "Passwordnya: Zima2024x",
        "Parola este Zima2024x",
        "Slaptažodis yra Zima2024x",
        "Ο κωδικός είναι Zima2024x",
        "Ο κωδικός πρόσβασης για το wifi είναι Zima2024x"
      })
  void anEndingMayBeItsArticleOrItsOwner(String text) {
    passwords.in(text, MEDIUM, "Zima2024x");
    passwords.in(text.replace("Zima2024x", "Kp29xQ7z") + ".", MEDIUM, "Kp29xQ7z");
    passwords.notAtAllIn(text.replace("Zima2024x", "unbekannt"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Lösenordet är fel sedan 2024",
        "Lösenordet är 8tecken långt",
        "Lösenordet måste ha 8 tecken",
        "Lösenordet: obligatoriskt",
        "Kodordet är hemligt",
        "Adgangskoden er udløbet 2024",
        "Adgangskoden skal have 8 tegn",
        "Kodeordet er forkert",
        "Passordet til kontoen er utløpt",
        "Passordet ble endret i 2024",
        "Passordet Windows11 spør om",
        "Lykilorðið er rangt",
        "Паролата е грешна",
        "Паролата за профила е невалидна",
        "Лозинката е погрешна",
        "Hasłem jest ciąg 8 znaków",
        "Hasłem do konta jest imię",
        "Heslem je libovolné slovo",
        "Heslom je slovo",
        "Salasanasi on vanhentunut",
        "Salasana on väärin, 3 yritystä",
        "Parool on vale",
        "A jelszavad lejárt 2024-ben",
        "Jelszava 90 nap múlva lejár",
        "Şifreniz en az 8 karakter olmalı",
        "Şifresi yanlış",
        "Kata sandinya adalah rahasia",
        "Passwordnya salah",
        "Parola este greșită",
        "la contraseña este 2024",
        "the password on Server2019 was reset",
        "set a password on Windows11",
        "Slaptažodis yra neteisingas",
        "Ο κωδικός είναι λάθος",
        "Ο κωδικός πρόσβασης έληξε"
      })
  void talkAboutPasswordsWithEndingsHasNone(String text) {
    passwords.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "API-nyckeln är ",
        "API-nyckeln för projektet är ",
        "API-nøkkelen til prosjektet er ",
        "API-nøglen er ",
        "A projekt API-kulcsa: ",
        "Cheia API este ",
        "Tokenet er ",
        "Tokenen till botten är "
      })
  void soItMayOfAKey(String name) {
    keys.in(name + "aB3xK9mQ2vL7pR4t", MEDIUM, "aB3xK9mQ2vL7pR4t");
    keys.notAtAllIn(name + "missing");
    keys.notAtAllIn(name + "OAuth2ClientToken");
    keys.notAtAllIn(name + "okänd sedan 2024-11-27T10:15:30Z");
  }
}
