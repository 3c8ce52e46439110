package io.llmgw.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.test.Fault;
import io.llmgw.test.Patience;
import io.llmgw.test.simulated.SimulatedProvider;
import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * An application server redeploys its application again and again, each time with the packaged jars
 * in a class loader of its own, which must be garbage once the client is closed.
 */
@Fault("F098")
class RedeployTest {
  private static final int DEPLOYMENTS = 20;
  private static final int DEPLOYMENTS_WITH_HTTP = 3; // which load ten times as many classes

  @Test
  void nothingHoldsTheClassLoaderOfAClosedClient() throws Exception {
    List<WeakReference<ClassLoader>> deployments = new ArrayList<>();
    for (int i = 0; i < DEPLOYMENTS; i++) {
      deployments.add(deploy("inProcess", ""));
    }

    expectGarbage(deployments);
  }

  /**
   * OkHttp keeps the threads of its task runner for a minute, one runner for all clients of a class
   * loader, so that no client may end them. They are ended here to see that they alone are left.
   */
  @Test
  void afterCallsOverHttpOnlyTheIdleThreadsOfOkHttpHoldIt() throws Exception {
    List<WeakReference<ClassLoader>> deployments = new ArrayList<>();
    try (SimulatedProvider server = SimulatedProvider.openAi().always("hello").start()) {
      for (int i = 0; i < DEPLOYMENTS_WITH_HTTP; i++) {
        deployments.add(deploy("overHttp", server.baseUrl()));
      }
    }

    expectGarbage(deployments);
  }

  private static WeakReference<ClassLoader> deploy(String application, String baseUrl)
      throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = newLoader()) {
      thread.setContextClassLoader(loader);
      run(loader, application, baseUrl);
      Patience.until(
          () -> "the end of " + threadsOf(loader),
          Patience.limit(),
          () -> threadsOf(loader).stream().allMatch("OkHttp TaskRunner"::equals));
      if (!threadsOf(loader).isEmpty()) {
        endTaskRunner(loader);
      }
      return new WeakReference<>(loader);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @SuppressWarnings("unchecked") // the method is of the class next to this one
  private static void run(ClassLoader loader, String application, String baseUrl)
      throws ReflectiveOperationException {
    Class<?> type = loader.loadClass(RedeployedApplication.class.getName());
    assertThat(type.getClassLoader()).isSameAs(loader);
    ((Consumer<String>) type.getMethod(application).invoke(null)).accept(baseUrl);
  }

  private static void endTaskRunner(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> type = loader.loadClass("okhttp3.internal.concurrent.TaskRunner");
    Object backend = type.getMethod("getBackend").invoke(type.getField("INSTANCE").get(null));
    backend.getClass().getMethod("shutdown").invoke(backend);
  }

  private static URLClassLoader newLoader() throws IOException {
    List<URL> path = new ArrayList<>();
    for (String jar :
        Files.readString(Path.of("target/module-path.txt")).strip().split(File.pathSeparator)) {
      path.add(Path.of(jar).toUri().toURL());
    }
    path.add(Path.of("target/test-classes").toUri().toURL());
    return new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /** The names of the live threads that were made by classes of this loader. */
  private static List<String> threadsOf(ClassLoader loader) {
    List<String> names = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread != Thread.currentThread() && thread.getContextClassLoader() == loader) {
        names.add(thread.getName());
      }
    }
    return names;
  }

  /**
   * The last one is left out: the JDK remembers the type whose equality as a record it has linked
   * last, until it links another one; JDK 17 holds it strongly, JDK 25 as long as memory is enough.
   */
  private static void expectGarbage(List<WeakReference<ClassLoader>> deployments) {
    List<WeakReference<ClassLoader>> replaced = deployments.subList(0, deployments.size() - 1);
    Patience.until(
        () -> "the end of " + left(replaced) + " class loaders",
        Patience.limit(),
        () -> {
          System.gc();
          return left(replaced) == 0;
        });
  }

  private static long left(List<WeakReference<ClassLoader>> deployments) {
    return deployments.stream().filter(loader -> loader.get() != null).count();
  }
}
