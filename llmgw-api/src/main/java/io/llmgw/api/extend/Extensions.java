package io.llmgw.api.extend;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The factories of one kind that {@link ServiceLoader} finds, by the context class loader of the
 * thread and then by the one of this class. One that cannot be loaded or made, or has no name, is
 * left out, and so is what a loader that fails would find; the reason is kept for whoever asks in
 * vain.
 *
 * @param <F> the kind of factory
 */
public final class Extensions<F> {
  private static final System.Logger log = System.getLogger(Extensions.class.getName());

  private static final int MOST_ERRORS = 100;

  private final String kind;
  private final Map<String, F> byName = new LinkedHashMap<>();
  private final List<String> broken = new ArrayList<>();

  /**
   * Looks for them.
   *
   * @throws IllegalStateException when two of different classes have the same name
   */
  public Extensions(Class<F> service, String kind, Function<F, String> nameOf) {
    this.kind = kind;
    collect(service, Thread.currentThread().getContextClassLoader(), nameOf);
    collect(service, Extensions.class.getClassLoader(), nameOf);
    for (String reason : broken) {
      log.log(System.Logger.Level.WARNING, "skipped {0}", reason);
    }
  }

  private void collect(Class<F> service, @Nullable ClassLoader loader, Function<F, String> nameOf) {
    Iterator<F> factories = ServiceLoader.load(service, loader).iterator();
    // After an error the iterator goes on with the next one as well as it can: give up at some
    // time.
    for (int errors = 0; errors < MOST_ERRORS; ) {
      F factory;
      String name;
      try {
        if (!factories.hasNext()) {
          return;
        }
        factory = factories.next();
        name = nameOf(factory, nameOf);
      } catch (ServiceConfigurationError | LinkageError e) {
        note(e);
        errors++;
        continue;
      } catch (RuntimeException e) { // of the loader, as that of an application that was stopped
        note(new ServiceConfigurationError(describe(loader) + " fails: " + e.getMessage(), e));
        errors++;
        continue;
      }
      add(name, factory);
    }
  }

  private static String describe(@Nullable ClassLoader loader) {
    return "class loader " + (loader == null ? "of the system" : loader.getClass().getName());
  }

  private static <F> String nameOf(F factory, Function<F, String> nameOf) {
    String name;
    try {
      name = nameOf.apply(factory);
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable e) { // a stranger's code: whatever it throws must not hide the others
      throw new ServiceConfigurationError(Stranger.describe(factory) + ": its name() fails", e);
    }
    if (name == null || name.isBlank()) {
      throw new ServiceConfigurationError(
          Stranger.describe(factory) + ": its name() is null or blank");
    }
    return name;
  }

  private void note(Throwable problem) {
    Throwable cause = problem.getCause() == null ? problem : problem.getCause();
    String reason = kind + ": " + problem.getMessage() + " (" + cause.getClass().getName() + ")";
    if (!broken.contains(reason)) {
      broken.add(reason);
    }
  }

  private void add(String name, F factory) {
    F before = byName.putIfAbsent(name, factory);
    if (before != null && !isSameClass(before, factory)) {
      throw new IllegalStateException(
          "each "
              + kind
              + " needs a name of its own, and two are named '"
              + name
              + "': "
              + Stranger.describe(before)
              + " and "
              + Stranger.describe(factory)
              + "; take one of them off the path");
    }
  }

  /** The second look finds the classes of the first again, unless the two loaders are strangers. */
  private static boolean isSameClass(Object one, Object other) {
    return one.getClass().getName().equals(other.getClass().getName());
  }

  /**
   * The first one found.
   *
   * @param remedy what to do when there is none, for the message
   * @throws IllegalStateException when there is none
   */
  public F first(String remedy) {
    if (byName.isEmpty()) {
      throw new IllegalStateException("no " + kind + " found: " + remedy + skipped());
    }
    return byName.values().iterator().next();
  }

  /**
   * What the one of this name makes.
   *
   * @throws IllegalStateException when there is none: the message says which there are, and which
   *     were skipped for what reason; and when it makes nothing, lacks a class, or fails with
   *     another error. What it throws by itself, as for settings that it refuses, is thrown on
   */
  public <T> T make(String name, Function<F, T> create) {
    F factory = named(name);
    T made;
    try {
      made = create.apply(factory);
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Error e) {
      throw new IllegalStateException(
          kind + " '" + name + "' (" + Stranger.describe(factory) + ") cannot be used: " + e, e);
    }
    if (made == null) {
      throw new IllegalStateException(
          kind + " '" + name + "' (" + Stranger.describe(factory) + ") made nothing");
    }
    return made;
  }

  /** What all of them make, in the order in which they were found; fails as {@link #make}. */
  public <T> List<T> makeAll(Function<F, T> create) {
    List<T> made = new ArrayList<>();
    for (String name : byName.keySet()) {
      made.add(make(name, create));
    }
    return made;
  }

  private F named(String name) {
    F factory = byName.get(name);
    if (factory == null) {
      throw new IllegalStateException(
          "no "
              + kind
              + " is named '"
              + name
              + "': found "
              + new TreeSet<>(byName.keySet())
              + skipped());
    }
    return factory;
  }

  private String skipped() {
    return broken.isEmpty() ? "" : ", skipped " + broken;
  }
}
