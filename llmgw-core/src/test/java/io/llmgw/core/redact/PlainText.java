package io.llmgw.core.redact;

import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Text in which nothing is anybody's, of kinds that models are sent; the same for each seed. */
final class PlainText {
  /** What a text is made of. */
  enum Kind {
    PROSE,
    CODE,
    JSON,
    LOG,
    TABLE,
    MEASUREMENTS,
    NUMBERS,
    SETTINGS,
    VERSIONS,
    HASHES,
    ORDERS,
    PICTURES
  }

  private static final String[] WORDS =
      ("the a of to and in that is was for on with as they at be this from have or by one had not"
              + " but what all were when we there can an your which their said if do will each how"
              + " about up out them then many some so these would other into has more time could"
              + " people over did down only way find use may water long little very after words"
              + " called just where most know through back much before good new write our used too"
              + " any day same right look think also around another came come work three must does"
              + " part even place well such here take why help put years different away again off"
              + " went old number great tell men say small every found still between name should"
              + " home give air line set own under read last never left end along while might next"
              + " below saw something thought both few those always show large often together asked"
              + " house world going want school important until form food keep children feet land"
              + " side without once animals life enough four head above kind began almost live page"
              + " customer account card password token address phone key order invoice bank payment"
              + " user request service report meeting project contract delivery question problem"
              + " solution support model prompt language network server client database message"
              + " document summary version release member policy patient record medical tax license"
              + " passport insurance reference contact email mobile call fax post code route wire")
          .split(" ", -1);

  private static final String[] TELLING = {
    "password",
    "token",
    "phone",
    "mobile",
    "call",
    "fax",
    "contact",
    "key",
    "account",
    "record",
    "policy",
    "member",
    "patient",
    "license",
    "insurance",
    "passport"
  };

  /** Headings of columns, among them words that stand beside numbers of people elsewhere. */
  private static final String[] MEASURED =
      "time temp mass sin cos tan dl ul mac max x y z hz value".split(" ", -1);

  private static final String[] COUNTED =
      "id count calls size plates volume office station batch total reference".split(" ", -1);

  private static final String[] SEPARATORS = {",", ";", "\t", " | "};
  private static final String[] NAMES = {"password", "db_password", "token", "secret", "api_key"};
  private static final String[] TYPES = {"int", "String", "boolean", "var", "long", "List<String>"};
  private static final String[] LEVELS = {"INFO", "DEBUG", "WARN", "ERROR"};
  private static final String HEX = "0123456789abcdef";

  private final Random random;
  private final StringBuilder text = new StringBuilder();

  private PlainText(long seed) {
    random = new Random(seed);
  }

  /** So many chars, or a little more. */
  static String of(Kind kind, int length, long seed) {
    PlainText made = new PlainText(seed);
    while (made.text.length() < length) {
      switch (kind) {
        case PROSE -> made.sentence();
        case CODE -> made.function();
        case JSON -> made.json();
        case LOG -> made.logLine();
        case TABLE -> made.row();
        case MEASUREMENTS -> made.table(MEASURED);
        case NUMBERS -> made.table(COUNTED);
        case SETTINGS -> made.setting();
        case VERSIONS -> made.versions();
        case HASHES -> made.hashes();
        case ORDERS -> made.order();
        case PICTURES -> made.picture();
      }
    }
    return made.text.toString();
  }

  private void sentence() {
    text.append(capitalised(word()));
    int words = 4 + random.nextInt(18);
    for (int i = 0; i < words; i++) {
      text.append(random.nextInt(14) == 0 ? ", " : " ");
      switch (random.nextInt(80)) {
        case 0 -> text.append(random.nextInt(3000));
        case 1 -> text.append(date());
        case 2 -> text.append(random.nextInt(100)).append(" %");
        case 3 -> text.append('$').append(money());
        case 4 -> text.append("section ").append(random.nextInt(9)).append('.').append(small());
        case 5 -> text.append("chapter ").append(small()).append(", page ").append(small());
        default -> text.append(word());
      }
    }
    text.append(random.nextInt(6) == 0 ? ".\n\n" : ". ");
  }

  private void function() {
    line("  /** " + capitalised(word()) + " " + word() + " of a " + word() + ". */");
    line("  private static " + type() + " " + name() + "(" + type() + " " + name() + ") {");
    for (int i = random.nextInt(9); i >= 0; i--) {
      switch (random.nextInt(6)) {
        case 0 -> line("    if (" + name() + "[" + small() + "] < " + number(6) + ") {\n    }");
        case 1 -> line("    log.info(\"" + word() + " {} " + word() + ": {}\", " + name() + ");");
        case 2 -> line("    std::vector<" + type() + "> " + name() + " = x[::" + small() + "];");
        case 3 -> line("    " + name() + " = 0x" + hex(8) + "L ^ " + money() + "; // " + word());
        case 4 -> line("    @" + capitalised(name()) + "(" + number(3) + ") " + name() + "--;");
        default -> line("    " + type() + " " + name() + " = " + name() + "." + name() + "();");
      }
    }
    line("  }\n");
  }

  private void json() {
    line("{");
    for (int i = 1 + random.nextInt(8); i >= 0; i--) {
      String value =
          switch (random.nextInt(7)) {
            case 0 -> number(1 + random.nextInt(8));
            case 1 -> String.valueOf(random.nextDouble());
            case 2 -> "\"" + date() + "T" + clock() + "Z\"";
            case 3 -> "[" + small() + ", " + small() + ", " + small() + "]";
            case 4 -> "\"" + new UUID(random.nextLong(), random.nextLong()) + "\"";
            case 5 -> "{\"" + name() + "\": " + random.nextBoolean() + "}";
            default -> "\"" + word() + " " + word() + "\"";
          };
      line("  \"" + field() + "\": " + value + ",");
    }
    line("}");
  }

  /** The name of a field, but for those that say that a secret or a person's number follows. */
  private String field() {
    String name = random.nextBoolean() ? name() : word() + "_" + word();
    String lower = name.toLowerCase(Locale.ROOT);
    boolean isTelling = Stream.of(TELLING).anyMatch(lower::contains);
    return isTelling ? field() : name;
  }

  private void logLine() {
    text.append(date()).append('T').append(clock()).append('.').append(number(3)).append("Z ");
    text.append(LEVELS[random.nextInt(LEVELS.length)]).append(" [worker-");
    text.append(small()).append("] ").append(word()).append('.').append(capitalised(name()));
    text.append(":").append(number(3)).append(" - ").append(word()).append(' ').append(word());
    switch (random.nextInt(5)) {
      case 0 -> line(" took " + number(4) + " ms, " + number(6) + " bytes");
      case 1 -> line(" trace_id=" + hex(32) + " span_id=" + hex(16));
      case 2 -> line(" at " + (1764000000000L + random.nextInt(1_000_000_000)));
      case 3 -> line(" \"GET /" + word() + "/" + number(5) + " HTTP/1.1\" 200 " + number(4));
      default -> line(" " + word() + "=" + number(2) + " " + word() + "=" + money());
    }
  }

  private void row() {
    for (int i = 0; i < 6; i++) {
      text.append(i % 3 == 0 ? number(1 + random.nextInt(6)) : money()).append(i < 5 ? "," : "\n");
    }
  }

  /** A heading and rows of numbers: each column is of one kind, under any of these headings. */
  private void table(String[] headings) {
    String separator = SEPARATORS[random.nextInt(SEPARATORS.length)];
    int[] kinds = new int[3 + random.nextInt(6)];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = random.nextInt(9);
      text.append(i > 0 ? separator : "").append(headings[random.nextInt(headings.length)]);
    }
    for (int row = 5 + random.nextInt(20); row >= 0; row--) {
      text.append('\n');
      for (int i = 0; i < kinds.length; i++) {
        text.append(i > 0 ? separator : "").append(cell(kinds[i]));
      }
    }
    text.append("\n\n");
  }

  private String cell(int kind) {
    return switch (kind) {
      case 0 -> number(3);
      case 1 -> number(6);
      case 2 -> String.valueOf(random.nextDouble());
      case 3 -> "-" + money();
      case 4 -> date() + "T" + clock();
      case 5 -> String.valueOf(1764000000L + random.nextInt(1_000_000));
      case 6 -> hex(2);
      case 7 -> clock();
      default -> money();
    };
  }

  /** What stands for a secret in settings, schemas and texts of programs. */
  private void setting() {
    String name = NAMES[random.nextInt(NAMES.length)];
    String version = random.nextInt(30) + "." + small() + "." + small();
    switch (random.nextInt(11)) {
      case 0 -> line("\"" + name + "\": \"^" + version + "\",");
      case 1 -> line(name + ": op://" + word() + "/" + word() + "/" + name + small());
      case 2 -> line(name + ": vault:" + word() + "/" + word() + "#" + name);
      case 3 -> line(name.toUpperCase(Locale.ROOT) + "=${" + name.toUpperCase(Locale.ROOT) + ":?}");
      case 4 -> line(name + ": \"varchar(" + small() + ")\"");
      case 5 -> line(name + ": \"auth." + word() + "." + name() + small() + "\"");
      case 6 -> line("session_id: " + new UUID(random.nextLong(), random.nextLong()));
      case 7 -> line(name + " = file:///" + word() + "/" + word() + small());
      case 8 -> line(name + ": \"#{" + name() + "}\"");
      case 9 -> line("- name: " + name + "\n  valueFrom: " + word() + "-" + word() + small());
      default -> line("user.set" + capitalised(word()) + "(" + name + small() + ");");
    }
  }

  private void versions() {
    String version = random.nextInt(30) + "." + small() + "." + small();
    switch (random.nextInt(5)) {
      case 0 -> line(word() + "-" + word() + "==" + version);
      case 1 -> line("version " + version + "." + small() + " of " + word());
      case 2 -> line("<version>" + version + "-SNAPSHOT</version>");
      case 3 -> line("\"@" + word() + "/" + word() + "\": \"^" + version + "\",");
      default -> line("v" + version + "-rc" + small() + "+" + hex(7) + " (" + date() + ")");
    }
  }

  private void hashes() {
    switch (random.nextInt(5)) {
      case 0 -> line("commit " + hex(40) + "\n    " + capitalised(word()) + " the " + word());
      case 1 -> line("sha256:" + hex(64) + "  " + word() + ".tar.gz");
      case 2 -> line("md5 " + hex(32) + " " + number(6));
      case 3 -> line(new UUID(random.nextLong(), random.nextLong()).toString());
      default ->
          line("index " + hex(7) + ".." + hex(7) + " 100644\n@@ -" + small() + ",7 +" + small());
    }
  }

  private void order() {
    switch (random.nextInt(6)) {
      case 0 -> line("Order " + number(7) + " of " + date() + " was shipped.");
      case 1 -> line("ORD-2026-" + number(6) + ": " + small() + " x " + word() + ", " + money());
      case 2 -> line("Ticket #" + number(5) + ", " + word() + " " + word());
      case 3 -> line("Invoice no. " + number(8) + " over EUR " + money());
      case 4 -> line("SKU " + number(4) + "-" + capitalised(word()) + "-" + number(3));
      default -> line("Tracking " + number(10) + ", " + small() + " kg, box " + small());
    }
  }

  private void picture() {
    byte[] bytes = new byte[300 + random.nextInt(2000)];
    random.nextBytes(bytes);
    line(
        "!["
            + word()
            + "](data:image/png;base64,"
            + Base64.getEncoder().encodeToString(bytes)
            + ")");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private String word() {
    return WORDS[random.nextInt(WORDS.length)];
  }

  private String name() {
    return word() + capitalised(word());
  }

  private String type() {
    return TYPES[random.nextInt(TYPES.length)];
  }

  private String small() {
    return String.valueOf(random.nextInt(40));
  }

  private String money() {
    return String.format(Locale.ROOT, "%.2f", random.nextDouble() * 5000);
  }

  private String date() {
    return String.format(
        "20%02d-%02d-%02d",
        10 + random.nextInt(17), 1 + random.nextInt(12), 1 + random.nextInt(28));
  }

  private String clock() {
    return String.format(
        "%02d:%02d:%02d", random.nextInt(24), random.nextInt(60), random.nextInt(60));
  }

  private String number(int digits) {
    StringBuilder number = new StringBuilder().append(1 + random.nextInt(9));
    for (int i = 1; i < digits; i++) {
      number.append(random.nextInt(10));
    }
    return number.toString();
  }

  private String hex(int digits) {
    StringBuilder number = new StringBuilder();
    for (int i = 0; i < digits; i++) {
      number.append(HEX.charAt(random.nextInt(HEX.length())));
    }
    return number.toString();
  }

  private static String capitalised(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
