package io.llmgw.core.redact;

import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.redact.LabelledText.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Texts with secrets where programs and people write them, marked as they are made, and as many
 * that look like them and hold none; the same for each seed. Nobody publishes such text with true
 * secrets in it.
 */
final class MadeUpText {
  /** What is made up. */
  static final List<EntityType> TYPES =
      List.of(
          Entities.URL_CREDENTIALS,
          Entities.API_KEY,
          Entities.PRIVATE_KEY,
          Entities.JWT,
          Entities.CREDENTIALS,
          Entities.PASSWORD);

  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = "0123456789";
  private static final String ALNUM = LOWER + LOWER.toUpperCase(Locale.ROOT) + DIGITS;

  private final Random random;

  private MadeUpText(long seed) {
    random = new Random(seed);
  }

  /** So many texts with a value of this type, and as many without. */
  static List<LabelledText> of(EntityType type, int count, long seed) {
    MadeUpText made = new MadeUpText(seed);
    List<LabelledText> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(made.marked(type, type + "#" + i));
      texts.add(made.text(type + "-twin#" + i, made.around(type), made.twin(type), List.of()));
    }
    return texts;
  }

  private LabelledText marked(EntityType type, String id) {
    String[] around = type.equals(Entities.URL_CREDENTIALS) ? url() : around(type);
    String value = value(type);
    if (type.equals(Entities.CREDENTIALS)) {
      boolean isBasic = random.nextBoolean();
      around[0] += isBasic ? "Basic " : one("Bearer ", "bearer ");
      value =
          isBasic
              ? base64(one("app", "ann", "svc") + ":" + value)
              : chars(ALNUM, 24 + random.nextInt(40));
    }
    int start = around[0].length();
    Span span = new Span(start, start + value.length(), type.name());
    return text(id, around, value, List.of(span));
  }

  private LabelledText text(String id, String[] around, String inside, List<Span> spans) {
    String text = around[0] + inside + around[1];
    return new LabelledText(id, "made up", text, spans, List.of(), false);
  }

  /** What stands before and behind. */
  private String[] around(EntityType type) {
    if (type.equals(Entities.CREDENTIALS)) {
      return pick(
          new String[][] {
            {"Authorization: ", "\nAccept: */*"},
            {"curl -H 'Authorization: ", "' https://api.example.org/v1/me"},
            {"curl -H \"authorization: ", "\" example.org"},
            {"{\"headers\":{\"Authorization\":\"", "\"}}"},
            {"Proxy-Authorization: ", "\r\n"},
            {"headers = {'Authorization': '", "'}"}
          });
    }
    if (type.equals(Entities.PASSWORD)) {
      return pick(
          new String[][] {
            {"password = \"", "\"\nport = 5432"},
            {"DB_PASSWORD=", "\nDB_HOST=db"},
            {"{\"user\":\"app\",\"password\":\"", "\"}"},
            {"spring.datasource.password=", "\nspring.datasource.url=x"},
            {"passwd: '", "'"},
            {"export PGPASSWORD='", "'"},
            {"admin_password: ", "\nscope: all"}
          });
    }
    return pick(
        new String[][] {
          {"Please look at ", " today."},
          {"Bitte pr\u00fcfe ", " noch heute"},
          {"value=", "\nnext=1"},
          {"{\"text\":\"", "\",\"n\":1}"},
          {"export X='", "'"},
          {"(", ")"},
          {"<item>", "</item>"},
          {"2026-11-26 10:02:11 WARN worker-3 refused ", "\n\tat a.B.c(B.java:7)"}
        });
  }

  private String value(EntityType type) {
    if (type.equals(Entities.URL_CREDENTIALS)) {
      String user = random.nextInt(6) == 0 ? "" : one("app", "root", "ann.lee", "svc-7", "admin");
      return user
          + ":"
          + password()
          + one("", "", "%40", "@", "$", ":", "!", "&", "%2F")
          + password();
    }
    if (type.equals(Entities.API_KEY)) {
      return key();
    }
    if (type.equals(Entities.PRIVATE_KEY)) {
      return pem(one("", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED ", "DSA ") + "PRIVATE KEY");
    }
    if (type.equals(Entities.JWT)) {
      return jwt();
    }
    return password();
  }

  /** The address of a server, with a place for a name and a password. */
  private String[] url() {
    String scheme =
        one(
            "https",
            "http",
            "ftp",
            "sftp",
            "postgres",
            "postgresql",
            "jdbc:mysql",
            "mysql",
            "mongodb",
            "mongodb+srv",
            "redis",
            "rediss",
            "amqp",
            "amqps",
            "ldap",
            "smtp",
            "git+https");
    String[] around = around(Entities.URL_CREDENTIALS);
    return new String[] {around[0] + scheme + "://", "@" + host() + path() + around[1]};
  }

  private String host() {
    String host =
        one("db", "localhost", "example.org", "h-1.internal", "10.0.0.5", "[2001:db8::1]");
    return host + (random.nextBoolean() ? "" : ":" + (1000 + random.nextInt(60_000)));
  }

  private String path() {
    return one("", "/", "/main", "/x.git", "/main?ssl=true", "/0", "/a/b/c#d");
  }

  /** Letters of both cases, digits and a few signs, as somebody makes it up or a program does. */
  private String password() {
    String all = ALNUM + one("", "", "!", "-_", ".~", "+*");
    return one("a", "K", "q")
        + chars(DIGITS, 2)
        + chars(all, 7 + random.nextInt(14))
        + one("Z", "x");
  }

  private String key() {
    return switch (random.nextInt(12)) {
      case 0 -> "sk-proj-" + chars(ALNUM, 20) + "T3BlbkFJ" + chars(ALNUM, 20);
      case 1 -> "sk-ant-" + "api03-" + chars(ALNUM + "-_", 93) + "AA";
      case 2 -> one("AKIA", "ASIA") + chars(LOWER.toUpperCase(Locale.ROOT) + "234567", 16);
      case 3 -> "AIza" + chars(ALNUM + "-_", 34) + one("a", "B");
      case 4 -> "github_" + "pat_" + chars(ALNUM, 22) + "_" + chars(ALNUM, 59);
      case 5 -> "glpat" + "-" + chars(ALNUM, 20);
      case 6 -> "xoxb" + "-" + chars(DIGITS, 12) + "-" + chars(DIGITS, 12) + "-" + chars(ALNUM, 24);
      case 7 -> one("sk", "rk") + "_live_" + chars(ALNUM, 24);
      case 8 -> "SG" + "." + chars(ALNUM, 22) + "." + chars(ALNUM, 43);
      case 9 -> "hf_" + chars(LOWER, 10) + chars(ALNUM, 24);
      case 10 -> "gsk_" + chars(ALNUM, 52);
      default -> "hvs." + chars(ALNUM, 90);
    };
  }

  private String jwt() {
    String header =
        base64Url("{\"alg\":\"" + one("HS256", "RS256", "ES384") + "\",\"typ\":\"JWT\"}");
    String body = base64Url("{\"sub\":\"" + chars(DIGITS, 10) + "\",\"exp\":1764000000}");
    int signature = random.nextBoolean() ? 43 : 342;
    return header + "." + body + "." + chars(ALNUM + "-_", signature - 1) + "A";
  }

  /** In lines, in one line of a string, or cut off. */
  private String pem(String title) {
    String end = one("\n", "\n", "\r\n", "\\n");
    StringBuilder pem = new StringBuilder("-----BEGIN " + title + "-----" + end + "MIIEvQIBADAN");
    int lines = 2 + random.nextInt(20);
    for (int i = 0; i < lines; i++) {
      pem.append(chars(ALNUM + "+/", 52)).append(end);
    }
    return pem.append("-----END ").append(title).append("-----").toString();
  }

  private String twin(EntityType type) {
    if (type.equals(Entities.URL_CREDENTIALS)) {
      return one("https", "ftp", "postgres", "redis") + "://" + twinUrl();
    }
    if (type.equals(Entities.API_KEY)) {
      return one(
          "sk-learn-" + one("intro", "notes"),
          "ghp_token",
          "AKIA" + chars("ABCDEFGH", 4),
          "xoxo and hugs",
          "hf_model",
          chars("0123456789abcdef", 40),
          "f47ac10b-58cc-4372-a567-" + chars("0123456789abcdef", 12));
    }
    if (type.equals(Entities.PRIVATE_KEY)) {
      return one(
          pem("CERTIFICATE"),
          pem("PUBLIC KEY"),
          "-----BEGIN CERTIFICATE REQUEST-----",
          "the lines between BEGIN and END of a private key");
    }
    if (type.equals(Entities.JWT)) {
      return one(
          "eyJ" + chars(LOWER, 5) + ".txt",
          base64Url("[1,2,3]") + "." + base64Url("{}") + ".x",
          "io.llmgw.core.redact",
          base64("{\"a\":1}"));
    }
    if (type.equals(Entities.CREDENTIALS)) {
      return one(
          "Bearer <token>", "Basic ${CREDENTIALS}", "Bearer {{token}}", "Basic", "Bearer $TOKEN");
    }
    return one("${DB_PASSWORD}", "********", "<your password>", "{{ password }}", "changeme()", "");
  }

  private String twinUrl() {
    return switch (random.nextInt(7)) {
      case 0 -> host() + path();
      case 1 -> "example.org/@ann/" + chars(LOWER, 6);
      case 2 -> "example.org:8080/x?mail=ann@example.org";
      case 3 -> "example.org/a:b@c";
      case 4 -> "${USER}:${PASSWORD}@" + host();
      case 5 -> "git@example.org/x.git";
      default -> "{user}:{password}@" + host() + path();
    };
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64Url(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String chars(String from, int count) {
    StringBuilder chars = new StringBuilder();
    for (int i = 0; i < count; i++) {
      chars.append(from.charAt(random.nextInt(from.length())));
    }
    return chars.toString();
  }

  private String one(String... some) {
    return some[random.nextInt(some.length)];
  }

  private String[] pick(String[][] some) {
    return some[random.nextInt(some.length)];
  }
}
