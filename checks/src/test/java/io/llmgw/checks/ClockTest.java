package io.llmgw.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whatever reads a clock or waits asks the time source, so that virtual time drives all of it. */
class ClockTest {
  private static final Path CALLERS = Path.of("src/test/resources/clock-callers.txt");

  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.nanoTime",
          "java.lang.System.currentTimeMillis",
          "java.lang.Thread.sleep",
          "java.lang.Thread.onSpinWait",
          "java.util.concurrent.TimeUnit.sleep",
          "java.util.concurrent.locks.LockSupport.parkNanos",
          "java.util.concurrent.locks.LockSupport.parkUntil",
          "java.util.concurrent.CompletableFuture.orTimeout",
          "java.util.concurrent.CompletableFuture.completeOnTimeout",
          "java.util.concurrent.CompletableFuture.delayedExecutor",
          "java.util.concurrent.Executors.newScheduledThreadPool",
          "java.util.concurrent.Executors.newSingleThreadScheduledExecutor",
          "java.util.concurrent.ScheduledThreadPoolExecutor.<init>",
          "java.util.Timer.<init>",
          // Without a unit among their parameters.
          "java.util.concurrent.locks.Condition.awaitNanos",
          "java.util.concurrent.locks.Condition.awaitUntil",
          "okio.Timeout.deadlineNanoTime",
          "okio.AsyncTimeout.enter");

  /** Those that take a time; without one they wait for somebody, not for a clock. */
  private static final Set<String> WAITS_WITH_A_TIME =
      Set.of("java.lang.Object.wait", "java.lang.Thread.join", "java.lang.Process.waitFor");

  private static final Set<String> NOW_OWNERS = Set.of("java.time", "java.time.chrono");

  private final JavaClasses published = Modules.published();

  @Test
  void onlyListedClassesReadAClockOrSleep() throws IOException {
    List<String> callers = callers();

    noClasses()
        .that(
            DescribedPredicate.describe(
                "are not listed in " + CALLERS, type -> !callers.contains(outermost(type))))
        .should()
        .accessTargetWhere(
            DescribedPredicate.<JavaAccess<?>>describe("the target is a clock", ClockTest::isClock))
        .check(published);
  }

  @Test
  void everyListedClassExists() throws IOException {
    assertThat(callers()).allMatch(published::contain);
  }

  private static boolean isClock(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    String name = access.getTarget().getName();
    return CLOCKS.contains(owner.getName() + "." + name)
        || isTimed(access.getTarget())
        || (NOW_OWNERS.contains(owner.getPackageName()) && name.equals("now"))
        || (owner.getName().equals("java.time.Clock") && name.startsWith("system"))
        || (owner.getName().equals("java.util.Date")
            && name.equals("<init>")
            && access.getTarget().getFullName().endsWith("()"));
  }

  /**
   * Whether it waits for a time at most: {@code await}, {@code poll}, {@code offer}, {@code
   * tryAcquire}, {@code tryLock}, {@code get} and whatever else has a unit beside it, those of okio
   * included; or OkHttp is told one. What only makes a pool of threads or connections waits not.
   */
  private static boolean isTimed(AccessTarget target) {
    if (!(target instanceof CodeUnitAccessTarget called) || called.getName().equals("<init>")) {
      return false;
    }
    String owner = called.getOwner().getName();
    List<String> taken = called.getRawParameterTypes().stream().map(JavaClass::getName).toList();
    return (taken.contains(TimeUnit.class.getName()) && !owner.equals(TimeUnit.class.getName()))
        || (owner.equals(TimeUnit.class.getName()) && called.getName().startsWith("timed"))
        || (!taken.isEmpty() && WAITS_WITH_A_TIME.contains(owner + "." + called.getName()))
        || (owner.equals("okhttp3.OkHttpClient$Builder") && called.getName().endsWith("Timeout"));
  }

  @Test
  void everyWaitWithATimeIsSeen() {
    List<String> unseen = new ArrayList<>();
    JavaClass waits = new ClassFileImporter().importClasses(Waits.class).get(Waits.class);
    for (JavaMethod method : waits.getMethods()) {
      if (method.getAccessesFromSelf().stream().noneMatch(ClockTest::isClock)) {
        unseen.add(method.getName());
      }
    }

    assertThat(unseen).containsExactly("forSomebody");
  }

  private static String outermost(JavaClass type) {
    return type.getEnclosingClass().map(ClockTest::outermost).orElse(type.getName());
  }

  private static List<String> callers() throws IOException {
    return Files.readAllLines(CALLERS).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("\\s+", 2)[0])
        .toList();
  }
}
