package io.llmgw.api.response;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some headers of an answer by their lower-case names, in the order they came. There are a dozen of
 * them at most, so they are searched, not hashed. Holds no credentials.
 *
 * <p>Immutable and thread-safe.
 */
public final class ResponseHeaders extends AbstractMap<String, String> {
  /** No headers. */
  public static final ResponseHeaders NONE = new ResponseHeaders(new String[0]);

  private static final Set<String> SECRET =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "set-cookie",
          "x-api-key",
          "api-key",
          "x-goog-api-key");
  private static final int LONGEST_SECRET =
      SECRET.stream().mapToInt(String::length).max().orElseThrow();

  // Name, value, name, value.
  private final String[] fields;

  private ResponseHeaders(String[] fields) {
    this.fields = fields;
  }

  /**
   * The same headers with lower-case names.
   *
   * @throws IllegalArgumentException if one of them holds credentials
   */
  public static ResponseHeaders copyOf(Map<String, String> headers) {
    if (headers instanceof ResponseHeaders same) {
      return same;
    }
    Builder copy = builder();
    headers.forEach(copy::add);
    return copy.build();
  }

  /** A builder without headers. */
  public static Builder builder() {
    return new Builder();
  }

  /** The name in lower case; the same instance where it is. */
  public static String lowerCase(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'A' && c <= 'Z' || c > '~') {
        return name.toLowerCase(Locale.ROOT);
      }
    }
    return name;
  }

  /** Whether a header, by its lower-case name, holds credentials and is never kept. */
  public static boolean isSecret(String lowerCaseName) {
    return lowerCaseName.length() <= LONGEST_SECRET && SECRET.contains(lowerCaseName);
  }

  private static int indexOf(String[] fields, int end, Object name) {
    for (int i = 0; i < end; i += 2) {
      if (fields[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int size() {
    return fields.length / 2;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return name != null && indexOf(fields, fields.length, name) >= 0;
  }

  @Override
  public @Nullable String get(@Nullable Object name) {
    int at = name == null ? -1 : indexOf(fields, fields.length, name);
    return at < 0 ? null : fields[at + 1];
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Map.Entry<String, String>> {
    @Override
    public int size() {
      return fields.length / 2;
    }

    @Override
    public Iterator<Map.Entry<String, String>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < fields.length;
        }

        @Override
        public Map.Entry<String, String> next() {
          if (next == fields.length) {
            throw new NoSuchElementException();
          }
          next += 2;
          return Map.entry(fields[next - 2], fields[next - 1]);
        }
      };
    }
  }

  /** Collects headers; of those with one name, the first. Not thread-safe. */
  public static final class Builder {
    private String[] fields = new String[16];
    private int end;

    private Builder() {}

    /**
     * Adds a header.
     *
     * @param name in any case
     * @throws IllegalArgumentException if it holds credentials, which are never kept
     */
    public Builder add(String name, String value) {
      String lowerCase = lowerCase(name);
      Objects.requireNonNull(value, name);
      if (isSecret(lowerCase)) {
        throw new IllegalArgumentException("the header " + lowerCase + " must not be kept");
      }
      if (indexOf(fields, end, lowerCase) < 0) {
        if (end == fields.length) {
          fields = Arrays.copyOf(fields, 2 * end);
        }
        fields[end] = lowerCase;
        fields[end + 1] = value;
        end += 2;
      }
      return this;
    }

    /** The headers collected so far; the builder may go on. */
    public ResponseHeaders build() {
      return end == 0 ? NONE : new ResponseHeaders(Arrays.copyOf(fields, end));
    }
  }
}
