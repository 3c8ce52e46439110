package io.llmgw.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The server in a process of its own, so that its work is in nobody's measurement. */
public final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts the {@link AnswerServer}, with the class path of this process. */
  public static ServerProcess start() throws IOException {
    return start(AnswerServer.class);
  }

  /** Starts a server that prints its port and ends when its standard input does, in 128 MB. */
  public static ServerProcess start(Class<?> server) throws IOException {
    return start(server, 128);
  }

  /** The same in a heap of so many megabytes, for one that remembers what it is asked. */
  public static ServerProcess start(Class<?> server, int megabytes) throws IOException {
    Process process =
        new ProcessBuilder(
                javaCommand(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                server.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    if (line == null) {
      throw new IOException("the server did not start");
    }
    return new ServerProcess(process, Integer.parseInt(line));
  }

  /** The {@code java} of this process. */
  public static String javaCommand() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Where a stream is written all at once. */
  public String baseUrl() {
    return "http://127.0.0.1:" + port + "/v1";
  }

  /** Where each event of a stream is written by itself. */
  public String singleEventsUrl() {
    return "http://127.0.0.1:" + port + "/single/v1";
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
