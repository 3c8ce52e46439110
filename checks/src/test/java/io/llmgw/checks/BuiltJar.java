package io.llmgw.checks;

import io.llmgw.api.LlmClient;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A jar that a test compiles from source texts, sound or broken; against the api alone unless told
 * otherwise.
 */
final class BuiltJar {
  private final String name;
  private final List<SimpleJavaFileObject> sources = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private final List<String[]> texts = new ArrayList<>();
  private List<String> path = List.of("--class-path", Jars.of(LlmClient.class).toString());

  private BuiltJar(String name) {
    this.name = name;
  }

  static BuiltJar named(String name) {
    return new BuiltJar(name);
  }

  /** With this class; a module is called {@code module-info}. */
  BuiltJar source(String className, String text) {
    URI uri = URI.create("text:///" + className.replace('.', '/') + Kind.SOURCE.extension);
    sources.add(
        new SimpleJavaFileObject(uri, Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        });
    return this;
  }

  /** Which offers these classes, whether it has them or not, for the class path. */
  BuiltJar offers(Class<?> service, String... classNames) {
    texts.add(
        new String[] {"META-INF/services/" + service.getName(), String.join("\n", classNames)});
    return this;
  }

  /** Compiled with this class, but without it in the jar. */
  BuiltJar leavesOut(String className) {
    left.add(className.replace('.', '/') + Kind.CLASS.extension);
    return this;
  }

  /** Compiled against these jars alone. */
  BuiltJar against(List<Path> jars) {
    path = List.of("--class-path", joined(jars));
    return this;
  }

  /** Compiled against these jars alone, as modules. */
  BuiltJar againstModules(List<Path> jars) {
    path = List.of("--module-path", joined(jars));
    return this;
  }

  /** Compiles and packs it. */
  Path in(Path folder) throws IOException {
    Path classes = Files.createDirectories(folder.resolve(name + "-classes"));
    compile(classes);
    Path jar = folder.resolve(name + ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> walk = Files.walk(classes)) {
      for (Path compiled : walk.filter(Files::isRegularFile).sorted().toList()) {
        String entry = classes.relativize(compiled).toString().replace('\\', '/');
        if (!left.contains(entry)) {
          put(out, entry, Files.readAllBytes(compiled));
        }
      }
      for (String[] text : texts) {
        put(out, text[0], text[1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  private void compile(Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options = new ArrayList<>(List.of("-proc:none"));
    options.addAll(path);
    options.addAll(List.of("-d", classes.toString()));
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      boolean compiled =
          sources.isEmpty()
              || compiler.getTask(messages, files, null, options, null, sources).call();
      if (!compiled) {
        throw new AssertionError("the sources of " + name + " do not compile: " + messages);
      }
    }
  }

  private static void put(JarOutputStream out, String entry, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(entry));
    out.write(bytes);
    out.closeEntry();
  }

  private static String joined(List<Path> jars) {
    return String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
  }
}
