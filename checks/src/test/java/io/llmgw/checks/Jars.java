package io.llmgw.checks;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the packaged jars are. */
final class Jars {
  private Jars() {}

  /** Api, engine, providers and all that they need at run time; the build writes the list. */
  static List<Path> runtime() throws IOException {
    String path = Files.readString(Path.of("target/module-path.txt")).strip();
    return Arrays.stream(path.split(File.pathSeparator)).map(Path::of).toList();
  }

  /** The jar or folder that a class of the running test comes from. */
  static Path of(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static List<Path> with(List<Path> jars, Path... more) {
    List<Path> all = new ArrayList<>(jars);
    all.addAll(List.of(more));
    return all;
  }

  /** A loader of these jars; it sees nothing of the running test unless the parent does. */
  static URLClassLoader loader(ClassLoader parent, List<Path> jars) throws IOException {
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = jars.get(i).toUri().toURL();
    }
    return new URLClassLoader(urls, parent);
  }

  /** Runs a static method of a class of this loader that takes and gives a text. */
  static String run(ClassLoader loader, String className, String method, String argument)
      throws Throwable {
    try {
      return (String)
          loader.loadClass(className).getMethod(method, String.class).invoke(null, argument);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
