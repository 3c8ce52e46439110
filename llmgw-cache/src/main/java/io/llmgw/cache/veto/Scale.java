package io.llmgw.cache.veto;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands after a number and multiplies it. */
final class Scale {
  private static final Map<String, BigDecimal> BY_NAME = new HashMap<>();

  static {
    for (String line : WordFile.lines("scales.txt")) {
      List<String> names = WordFile.split(line);
      BigDecimal value = new BigDecimal(names.get(0));
      names.subList(1, names.size()).forEach(name -> BY_NAME.put(name, value));
    }
  }

  private Scale() {}

  /**
   * By how much this word multiplies; null for none.
   *
   * @param isAttached whether it stands right behind the digits, where an M is none of the metres
   */
  static @Nullable BigDecimal of(String written, boolean isAttached) {
    String name = isAttached && written.equals("M") ? "million" : written.toLowerCase(Locale.ROOT);
    return BY_NAME.get(name);
  }
}
