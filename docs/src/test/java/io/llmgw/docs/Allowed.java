package io.llmgw.docs;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a setting allows, in the words of the exception that it throws at a value that nothing
 * should allow: a limit that moves in the code moves in the page as well.
 */
final class Allowed {
  private static final Map<Class<?>, List<Object>> NONSENSE =
      Map.of(
          double.class, List.of(Double.NaN, -Double.MAX_VALUE, Double.MAX_VALUE),
          int.class, List.of(Integer.MIN_VALUE, Integer.MAX_VALUE),
          long.class, List.of(Long.MIN_VALUE, Long.MAX_VALUE),
          Duration.class, List.of(Duration.ofSeconds(-1)),
          String.class, List.of(""),
          String[].class, List.of((Object) new String[] {""}));

  private static final Map<Class<?>, Object> HARMLESS =
      Map.of(
          String.class,
          "x",
          Object.class,
          "x",
          Map.class,
          Map.of(),
          int.class,
          1,
          double.class,
          0.5,
          Duration.class,
          Duration.ofSeconds(1));

  /** Says what is allowed: "... must be 1 or more, not 0", "...: must be 1 or more". */
  private static final Pattern BE = Pattern.compile("must be (.*?)(?:(?:, not |: -?\\d).*)?$");

  private static final Pattern NOT_BE = Pattern.compile("must not be (.*?)(?:, but is .*)?$");
  private static final Pattern NOT_HAVE = Pattern.compile("must not have (.*)$");
  private static final Pattern COLON = Pattern.compile("''?: (.*)$");
  private static final Pattern HAS = Pattern.compile(" has (.*), not '.*'$");
  private static final Pattern RANGE = Pattern.compile(" (\\d.*?), not .*$");
  private static final Pattern PERIOD = Pattern.compile("\\bPT\\w+");
  private static final Pattern BLANK = Pattern.compile("(?:is|names a) (blank)(?: model)?$");

  private Allowed() {}

  /**
   * What the method's parameters allow; "any" where a value of a simple type is never refused.
   *
   * @param names the names of the parameters, which the class file need not have
   */
  static String by(Method method, List<String> names, Supplier<?> receiver) {
    List<String> limits = new ArrayList<>();
    boolean simple = method.getParameterCount() > 0;
    Class<?>[] types = method.getParameterTypes();
    for (int i = 0; i < types.length; i++) {
      List<Object> nonsense = NONSENSE.get(types[i]);
      simple &= nonsense != null && types[i] != String.class && types[i] != String[].class;
      Optional<String> limit = nonsense == null ? Optional.empty() : limit(method, receiver, i);
      String name = types.length == 1 ? "" : "`" + names.get(i) + "`: ";
      limit.ifPresent(words -> limits.add(name + words));
    }
    if (limits.isEmpty()) {
      return simple ? "any" : "";
    }
    return String.join("; ", limits);
  }

  private static Optional<String> limit(Method method, Supplier<?> receiver, int index) {
    Class<?>[] types = method.getParameterTypes();
    for (Object value : NONSENSE.get(types[index])) {
      Object[] arguments = new Object[types.length];
      for (int i = 0; i < types.length; i++) {
        arguments[i] = i == index ? value : HARMLESS.get(types[i]);
      }
      Optional<String> refusal = refusal(method, receiver, arguments);
      if (refusal.isPresent()) {
        return refusal.map(message -> words(method, message));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> refusal(Method method, Supplier<?> receiver, Object[] arguments) {
    try {
      method.invoke(Modifier.isStatic(method.getModifiers()) ? null : receiver.get(), arguments);
      return Optional.empty();
    } catch (InvocationTargetException e) {
      return e.getCause() instanceof IllegalArgumentException refused
          ? Optional.of(refused.getMessage())
          : Optional.empty();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String words(Method method, String message) {
    for (Pattern not : List.of(NOT_BE, NOT_HAVE, BLANK)) {
      Matcher words = not.matcher(message);
      if (words.find()) {
        return (not == NOT_HAVE ? "without " : "not ") + words.group(1);
      }
    }
    for (Pattern says : List.of(BE, COLON, HAS, RANGE)) {
      Matcher words = says.matcher(message);
      if (words.find()) {
        return grouped(words.group(1));
      }
    }
    throw new AssertionError(
        "the message of " + method + " does not say what is allowed: " + message);
  }

  private static String grouped(String words) {
    String spoken =
        PERIOD
            .matcher(words)
            .replaceAll(period -> SettingsTable.inWords(Duration.parse(period.group())));
    return Pattern.compile("\\d{5,}")
        .matcher(spoken)
        .replaceAll(digits -> String.format(Locale.ROOT, "%,d", Long.parseLong(digits.group())));
  }
}
