package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.google.re2j.Pattern;
import io.llmgw.api.redact.EntitySet;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is made once for all texts is there before the first call comes, whose time is limited. */
class ReadyTablesTest {
  /** Words at which no rule looks. */
  private static final String PLAIN = "The others, some teams of the house, had not read it";

  /** Loads the engine anew, and tells what of it has been loaded. */
  private static final class Fresh extends URLClassLoader {
    private final Set<String> loaded = new TreeSet<>();

    Fresh(URL... places) {
      super(places, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      Class<?> found = super.findClass(name);
      loaded.add(name);
      return found;
    }

    Set<String> ofDetection() {
      Set<String> some = new TreeSet<>(loaded);
      some.removeIf(name -> !name.startsWith("io.llmgw.core.detect."));
      return some;
    }
  }

  @Test
  void theFirstTextOfAProcessMakesNoTables() throws Exception {
    URL[] places =
        Stream.of(Finder.class, Redaction.class, Pattern.class)
            .map(each -> each.getProtectionDomain().getCodeSource().getLocation())
            .toArray(URL[]::new);
    try (Fresh fresh = new Fresh(places)) {
      Object finder = finder(fresh);
      Set<String> before = fresh.ofDetection();

      Object found = finder.getClass().getMethod("find", String.class).invoke(finder, PLAIN);

      assertThat(found).asInstanceOf(LIST).isEmpty();
      assertThat(before).isNotEmpty();
      Set<String> more = fresh.ofDetection();
      more.removeAll(before);
      assertThat(more).isEmpty();
    }
  }

  /** As {@code Finder.of(Redaction.of(EntitySets.ALL))} makes it of the classes of this loader. */
  private static Object finder(ClassLoader loader) throws Exception {
    Class<?> sets = loader.loadClass(EntitySets.class.getName());
    Class<?> set = loader.loadClass(EntitySet.class.getName());
    Class<?> redaction = loader.loadClass(Redaction.class.getName());
    Object all = Array.newInstance(set, 1);
    Array.set(all, 0, sets.getField("ALL").get(null));
    Method of = redaction.getMethod("of", all.getClass());
    Method made = loader.loadClass(Finder.class.getName()).getMethod("of", redaction);
    return made.invoke(null, of.invoke(null, all));
  }
}
