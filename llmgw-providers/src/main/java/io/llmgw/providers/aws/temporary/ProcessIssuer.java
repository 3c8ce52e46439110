package io.llmgw.providers.aws.temporary;

import io.llmgw.api.time.Alarm;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.time.TimeSource.Scheduled;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a command prints (AWS SDKs and Tools Reference Guide, "Process credential provider"). It
 * runs in the shell of the system for a minute at most, with what it says besides thrown away, as
 * that may be secret.
 */
public final class ProcessIssuer implements Issuer {
  private static final String FROM = "credential_process";
  private static final int MOST_BYTES = 64 * 1024;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final TimeSource time;
  private final List<String> command;

  /** Runs this command, for as long as these clocks allow. */
  public ProcessIssuer(String command, TimeSource time) {
    this.time = time;
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    this.command =
        system.startsWith("windows")
            ? List.of("cmd.exe", "/C", command)
            : List.of("sh", "-c", command);
  }

  @Override
  public Temporary issue(Asking asking) throws IOException {
    asking.throwIfEnded();
    Process process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    Scheduled late = null;
    try {
      late = Alarm.in(LIMIT, time, () -> kill(process));
      asking.begin(() -> kill(process));
      process.getOutputStream().close();
      CredentialDocument document = CredentialDocument.of(FROM, printed(process));
      if (!"1".equals(document.get("Version"))) {
        throw new IOException(FROM + " printed another version than 1");
      }
      return document.credentials("SessionToken");
    } finally {
      asking.done();
      if (late != null) {
        late.cancel();
      }
      kill(process); // where no clock could be set for it, too
    }
  }

  /**
   * With what it has started, which would hold its output open. The shell first: it would go on to
   * its next command when the one before has ended, and forgets who its own are when it has ended
   * itself.
   */
  private static void kill(Process process) {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }

  private static byte[] printed(Process process) throws IOException {
    byte[] bytes;
    try (InputStream in = process.getInputStream()) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      throw new IOException(FROM + " printed more than 64 KiB");
    }
    try {
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(FROM + " ended with status " + status);
      }
      return bytes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(FROM + " was interrupted");
    }
  }
}
