package io.llmgw.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The threads of the gateway that live now. {@link Thread#getAllStackTraces} knows no virtual ones:
 * those are read from the dump of threads that HotSpot writes (JDK 21 and later). Found by
 * reflection, so that no class file needs a newer JDK than 17.
 */
final class LiveThreads {
  private static final String PREFIX = "llmgw-";
  private static final String BEAN = "com.sun.management.HotSpotDiagnosticMXBean";

  // #23 "llmgw-engine-1" virtual WAITING 2026-11-25T21:29:31Z; JDK 21 ends it after "virtual"
  private static final Pattern VIRTUAL = Pattern.compile("#(\\d+) \"(.*)\" virtual\\b.*");

  private static final @Nullable Method DUMP = dump();

  private LiveThreads() {}

  /**
   * One of them.
   *
   * @param id unique in the JVM as long as it runs
   * @param place where it is, empty when unknown
   */
  record LiveThread(long id, String name, String place) {}

  private static @Nullable Method dump() {
    if (Runtime.version().feature() < 21) {
      return null;
    }
    try {
      Class<?> bean = Class.forName(BEAN);
      return bean.getMethod("dumpThreads", String.class, Class.forName(BEAN + "$ThreadDumpFormat"));
    } catch (ClassNotFoundException | NoSuchMethodException e) {
      return null; // not HotSpot
    }
  }

  static List<LiveThread> ofGateway() {
    List<LiveThread> threads = new ArrayList<>();
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              if (thread.getName().startsWith(PREFIX)) {
                String place = stack.length == 0 ? "" : stack[0].toString();
                threads.add(new LiveThread(thread.getId(), thread.getName(), place));
              }
            });
    if (DUMP != null) {
      addVirtual(dumped(DUMP), threads);
    }
    return threads;
  }

  private static void addVirtual(List<String> lines, List<LiveThread> threads) {
    for (int i = 0; i < lines.size(); i++) {
      Matcher head = VIRTUAL.matcher(lines.get(i));
      if (head.matches() && head.group(2).startsWith(PREFIX)) {
        String place = i + 1 < lines.size() ? lines.get(i + 1).strip() : "";
        threads.add(new LiveThread(Long.parseLong(head.group(1)), head.group(2), place));
      }
    }
  }

  private static List<String> dumped(Method dump) {
    try {
      Path folder = Files.createTempDirectory("llmgw-threads");
      Path file = folder.resolve("dump.txt");
      try {
        Class<?> format = dump.getParameterTypes()[1];
        Object text = format.getField("TEXT_PLAIN").get(null);
        dump.invoke(bean(dump), file.toString(), text);
        return Files.readAllLines(file);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the virtual threads of this JVM cannot be listed", e);
    }
  }

  private static Object bean(Method dump) {
    return ManagementFactory.getPlatformMXBean(
        dump.getDeclaringClass().asSubclass(PlatformManagedObject.class));
  }
}
