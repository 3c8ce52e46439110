package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.docs.JavaSource.Member;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of the settings of one builder: what its comments say, and what it answers to nonsense.
 */
final class SettingsTable {
  private static final Pattern DEFAULT = Pattern.compile("[.;,] [Dd]efault (.+?)(?:[.;](?= |$)|$)");
  private static final Pattern CONSTANT = Pattern.compile("`(?:\\w+\\.)?([A-Z][A-Z_]+)`");

  private static final Pattern LIMIT =
      Pattern.compile(
          "[;,] ((finite and )?at least \\d+|-?\\d+ (to \\d+|or more)|(none may be|not) empty|any number)$");

  private final Class<?> type;
  private final List<Member> members;
  private final Supplier<?> builder;
  private final Map<String, String> defaults = new HashMap<>();
  private final Set<String> left = new HashSet<>();
  private String otherDefault = "";
  private boolean hasBeginnings;

  private SettingsTable(Class<?> type, List<Member> members, Supplier<?> builder) {
    this.type = type;
    this.members = members;
    this.builder = builder;
  }

  /** A table of a builder that stands in the source file of that top-level type. */
  static SettingsTable of(String module, Class<?> topLevel, Class<?> type, Supplier<?> builder) {
    return new SettingsTable(type, JavaSource.of(module, topLevel).methods(type), builder);
  }

  /** Says the default of a setting whose comment does not. */
  SettingsTable with(String setting, String value) {
    defaults.put(setting, value);
    return this;
  }

  /** Says the default of all settings of which nothing else is known. */
  SettingsTable otherwise(String value) {
    otherDefault = value;
    return this;
  }

  /** Shows the static methods that settings begin with as well. */
  SettingsTable withBeginnings() {
    hasBeginnings = true;
    return this;
  }

  /** Leaves out what is no setting, though it looks like one. */
  SettingsTable without(String method) {
    left.add(method);
    return this;
  }

  /** The table, as Markdown. */
  String markdown() {
    StringBuilder table = new StringBuilder(head());
    Set<String> unused = new HashSet<>(defaults.keySet());
    List<Method> documented = new ArrayList<>();
    for (Member member : members) {
      Method method = method(member);
      if (isSetting(method)) {
        documented.add(method);
        unused.remove(member.name());
        table.append(row(member, method));
      }
    }
    assertThat(documented).as("settings of %s in its source", type).containsAll(settings());
    assertThat(unused).as("settings of %s that are gone", type).isEmpty();
    return table.toString();
  }

  static String head() {
    return "| setting | what it is | default | allowed |\n|---|---|---|---|\n";
  }

  static String row(String setting, String what, String ordinary, String allowed) {
    return "| `" + setting + "` | " + what + " | " + ordinary + " | " + allowed + " |\n";
  }

  private String row(Member member, Method method) {
    assertThat(member.summary()).as("the comment of %s", method).isNotEmpty();
    String ordinary = ordinary(member);
    assertThat(ordinary).as("the default of %s: say it in its comment", method).isNotEmpty();
    String allowed = Allowed.by(method, member.parameterNames(), builder);
    return row(member.signature(), what(member, allowed), ordinary, allowed);
  }

  /** The summary without what other columns say. */
  private static String what(Member member, String allowed) {
    String what = DEFAULT.matcher(member.summary()).replaceAll("").replaceAll("\\.$", "");
    return allowed.isEmpty() ? what : LIMIT.matcher(what).replaceAll("");
  }

  private String ordinary(Member member) {
    Matcher said = DEFAULT.matcher(member.text());
    if (said.find()) {
      return CONSTANT
          .matcher(said.group(1))
          .replaceAll(name -> Matcher.quoteReplacement(constant(name.group(1), name.group())));
    }
    String told = defaults.get(member.name());
    if (told != null) {
      return told;
    }
    return member.summary().startsWith("Add") ? "none" : otherDefault;
  }

  private String constant(String name, String otherwise) {
    for (Class<?> owner = type; owner != null; owner = owner.getEnclosingClass()) {
      for (Field field : owner.getFields()) {
        if (field.getName().equals(name)) {
          return value(field, otherwise);
        }
      }
    }
    return otherwise;
  }

  private static String value(Field field, String otherwise) {
    try {
      Object value = field.get(null);
      if (value instanceof Duration duration) {
        return inWords(duration);
      }
      if (value instanceof Integer number) {
        return String.format(Locale.ROOT, "%,d", number);
      }
      return value instanceof String text ? "`" + text + "`" : otherwise;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  static String inWords(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds > 24 * 3600 && seconds % (24 * 3600) == 0) {
      return duration.toDays() + " days";
    }
    if (seconds >= 3600 && seconds % 3600 == 0) {
      return duration.toHours() + " h";
    }
    return seconds >= 60 && seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }

  private List<Method> settings() {
    List<Method> settings = new ArrayList<>();
    for (Method method : type.getMethods()) {
      if (isSetting(method)) {
        settings.add(method);
      }
    }
    return settings;
  }

  /** What is static is where settings begin. */
  private boolean isSetting(Method method) {
    return method.getReturnType() == type
        && !left.contains(method.getName())
        && (hasBeginnings || !Modifier.isStatic(method.getModifiers()));
  }

  private Method method(Member member) {
    for (Method method : type.getMethods()) {
      List<String> types =
          Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList();
      List<String> said =
          member.parameterTypes().stream()
              .map(name -> name.substring(name.replace("...", "").lastIndexOf('.') + 1))
              .toList();
      if (method.getName().equals(member.name()) && types.equals(said)) {
        return method;
      }
    }
    throw new AssertionError(type + " has no method " + member.signature());
  }
}
