package io.llmgw.providers.aws.temporary;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where services of AWS are, by what variables say of it. */
public final class Regions {
  private Regions() {}

  /** The region in variables, else this one; null where none is known. */
  static @Nullable String first(Map<String, String> variables, @Nullable String otherwise) {
    String named = own(variables, "AWS_REGION");
    String usual = named == null ? own(variables, "AWS_DEFAULT_REGION") : named;
    return usual == null ? otherwise : usual;
  }

  /** What a variable says; null where it says nothing. */
  public static @Nullable String own(Map<String, String> variables, String name) {
    String value = variables.getOrDefault(name, "").strip();
    return value.isEmpty() ? null : value;
  }

  /** What the name of a host ends with behind its region. */
  public static String domain(String region) {
    return region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
  }
}
