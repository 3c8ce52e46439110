package io.llmgw.api;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a call is made: what limits, budgets, keys and permissions go by. Given by host
 * code, never read from a request. Immutable; changed by copies:
 *
 * <pre>{@code Caller.tenant("acme").user("u-17").tag("team", "claims")}</pre>
 */
public final class Caller {
  /** Nobody in particular. */
  public static final Caller ANONYMOUS =
      new Caller(null, null, null, Set.of(), Collections.emptyMap());

  private final @Nullable String tenant;
  private final @Nullable String application;
  private final @Nullable String user;
  private final Set<String> roles;
  private final Map<String, String> tags;

  private Caller(
      @Nullable String tenant,
      @Nullable String application,
      @Nullable String user,
      Set<String> roles,
      Map<String, String> tags) {
    this.tenant = tenant;
    this.application = application;
    this.user = user;
    this.roles = roles;
    this.tags = tags;
  }

  /** A caller of this tenant; not blank. */
  public static Caller tenant(String tenant) {
    return new Caller(notBlank("tenant", tenant), null, null, Set.of(), Collections.emptyMap());
  }

  /** The tenant; null when there is none. */
  public @Nullable String tenant() {
    return tenant;
  }

  /** The same caller, by this application; not blank. */
  public Caller application(String application) {
    return new Caller(tenant, notBlank("application", application), user, roles, tags);
  }

  /** The application; null when there is none. */
  public @Nullable String application() {
    return application;
  }

  /** The same caller, for this user; not blank. */
  public Caller user(String user) {
    return new Caller(tenant, application, notBlank("user", user), roles, tags);
  }

  /** The user; null when there is none. */
  public @Nullable String user() {
    return user;
  }

  /** The same caller, with one more role; not blank. */
  public Caller role(String role) {
    Set<String> more = new LinkedHashSet<>(roles);
    more.add(notBlank("role", role));
    return new Caller(tenant, application, user, Collections.unmodifiableSet(more), tags);
  }

  /** All roles; empty when there are none. */
  public Set<String> roles() {
    return roles;
  }

  /** The same caller, with this tag set; replaces one of the same name. Neither may be blank. */
  public Caller tag(String name, String value) {
    Map<String, String> more = new TreeMap<>(tags);
    more.put(notBlank("tag name", name), notBlank("tag " + name, value));
    return new Caller(tenant, application, user, roles, Collections.unmodifiableMap(more));
  }

  /** All tags by name, in order of name; empty when there are none. */
  public Map<String, String> tags() {
    return tags;
  }

  private static String notBlank(String what, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + " of a caller is blank");
    }
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Caller that
        && Objects.equals(tenant, that.tenant)
        && Objects.equals(application, that.application)
        && Objects.equals(user, that.user)
        && roles.equals(that.roles)
        && tags.equals(that.tags);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tenant, application, user, roles, tags);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Caller[");
    append(text, "tenant", tenant);
    append(text, "application", application);
    append(text, "user", user);
    append(text, "roles", roles.isEmpty() ? null : roles);
    append(text, "tags", tags.isEmpty() ? null : tags);
    return text.append(']').toString();
  }

  private static void append(StringBuilder text, String name, @Nullable Object value) {
    if (value != null) {
      text.append(text.charAt(text.length() - 1) == '[' ? "" : ", ").append(name).append('=');
      text.append(value);
    }
  }
}
