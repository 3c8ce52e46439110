package io.llmgw.api.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.Caller;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private static final FileTime LONG_AGO = FileTime.from(Instant.EPOCH);

  @TempDir Path folder;

  private final AtomicLong nanos = new AtomicLong();
  private final TimeSource time = new HandMovedTime(nanos);
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("keys");
  }

  @Test
  void aFileHasAKeyALine() throws IOException {
    write("# of the team\n\nprod-a = sk-1\r\n sk-2==\nprod.b=a=b\n");

    assertThat(Keys.file(file, time).keysFor(Caller.ANONYMOUS))
        .containsExactly(
            ApiKey.of("prod-a", "sk-1"), ApiKey.of("key-2", "sk-2=="), ApiKey.of("prod.b", "a=b"));
  }

  @Test
  void aBareSecretIsTheMainKey() throws IOException {
    write("\uFEFFsk-1");

    assertThat(Keys.file(file).keysFor(Caller.ANONYMOUS))
        .containsExactly(ApiKey.of("main", "sk-1"));
  }

  @Test
  void whatIsTooLongForANameIsASecret() throws IOException {
    String secret = "x".repeat(33) + "=y";
    write(secret);

    assertThat(Keys.file(file, time).keysFor(Caller.ANONYMOUS))
        .containsExactly(ApiKey.of("main", secret));
  }

  @Test
  void aChangedFileIsReadAgainAfterASecond() throws IOException {
    write("sk-1");
    KeySource keys = Keys.file(file, time);
    write("sk-22");

    nanos.addAndGet(Duration.ofMillis(999).toNanos());
    assertThat(secret(keys)).isEqualTo("sk-1");
    nanos.addAndGet(Duration.ofMillis(1).toNanos());
    assertThat(secret(keys)).isEqualTo("sk-22");
  }

  @Test
  void aSecretOfTheSameLengthIsSeenByItsTime() throws IOException {
    write("sk-1");
    KeySource keys = Keys.file(file, time);
    write("sk-2");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2027-01-01T00:00:00Z")));

    assertThat(afterASecond(keys)).isEqualTo("sk-2");
  }

  @Test
  void aFileOfTheSameSizeAndTimeInItsPlaceIsSeen() throws IOException {
    write("sk-1");
    Files.setLastModifiedTime(file, LONG_AGO);
    KeySource keys = Keys.file(file, time);
    Path next = secret("next", "sk-2");

    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

    assertThat(afterASecond(keys)).isEqualTo("sk-2");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // keeps no time of such a change
  void aSecretWrittenOverOneOfTheSameSizeIsSeenWhateverItsTime() throws IOException {
    write("sk-1");
    Files.setLastModifiedTime(file, LONG_AGO);
    KeySource keys = Keys.file(file, time);

    write("sk-2");
    Files.setLastModifiedTime(file, LONG_AGO);

    assertThat(afterASecond(keys)).isEqualTo("sk-2");
  }

  /** As Kubernetes mounts a Secret: the name leads to the present folder, which is swapped. */
  @Test
  @DisabledOnOs(OS.WINDOWS) // has links for administrators only
  void aFolderThatALinkIsTurnedToIsSeen() throws IOException {
    secret("..1/keys", "sk-1");
    secret("..2/keys", "sk-2");
    Path present = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
    Files.createSymbolicLink(file, Path.of("..data/keys"));
    KeySource keys = Keys.file(file, time);
    assertThat(secret(keys)).isEqualTo("sk-1");
    Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2"));

    Files.move(next, present, StandardCopyOption.ATOMIC_MOVE);

    assertThat(afterASecond(keys)).isEqualTo("sk-2");
  }

  @Test
  void aFileThatIsGoneOrBadLeavesTheLastGoodKeys() throws IOException {
    write("sk-1");
    KeySource keys = Keys.file(file, time);

    Files.delete(file);
    assertThat(afterASecond(keys)).isEqualTo("sk-1");
    write("not a key");
    assertThat(afterASecond(keys)).isEqualTo("sk-1");
    write("sk-333");
    assertThat(afterASecond(keys)).isEqualTo("sk-333");
  }

  /** A folder in its place stands for whatever cannot be read yet, an administrator included. */
  @Test
  void aFileThatCouldNotBeReadAtFirstIsReadOnceItCan() throws IOException {
    write("sk-1");
    KeySource keys = Keys.file(file, time);
    Files.delete(file);
    Files.createDirectories(file.resolve("inside"));
    FileTime rotated = FileTime.from(Instant.parse("2027-01-01T00:00:00Z"));
    Files.setLastModifiedTime(file, rotated);
    long size = Files.size(file);
    assertThat(afterASecond(keys)).isEqualTo("sk-1");

    Files.delete(file.resolve("inside"));
    Files.delete(file);
    write("sk-2\n#" + "-".repeat((int) Math.max(0, size - 6)));
    Files.setLastModifiedTime(file, rotated);
    assertThat(Files.size(file)).isEqualTo(Math.max(6, size));

    assertThat(afterASecond(keys)).isEqualTo("sk-2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ok=1\na canary", "ok=1\nx=can\u00e4ry", "canary=1\ncanary=2", "ok=1\nx=a canary"})
  void aBadLineIsNamedAndNotShown(String text) throws IOException {
    write(text);

    assertThatThrownBy(() -> Keys.file(file, time))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2 of key file " + file)
        .hasMessageNotContaining("can")
        .hasNoCause();
  }

  @Test
  void aFileWithoutKeysIsNamed() throws IOException {
    assertThatThrownBy(() -> Keys.file(file)).hasMessageContaining(file.toString());
    write("# nothing\n");
    assertThatThrownBy(() -> Keys.file(file)).hasMessageContaining(file + " has no key");
    write("x".repeat(70_000));
    assertThatThrownBy(() -> Keys.file(file)).hasMessageContaining("64 KiB");
  }

  @Test
  void aKeyFileShowsItsNameAlone() throws IOException {
    write("sk-canary");

    assertThat(Keys.file(file)).hasToString("KeyFile[" + file + "]");
  }

  @Test
  void keysMayDependOnTheCaller() {
    KeySource keys =
        Keys.perCaller(
            caller -> "acme".equals(caller.tenant()) ? Keys.of("sk-acme") : KeySource.NONE);

    assertThat(secretFor(keys, Caller.tenant("acme"))).isEqualTo("sk-acme");
    assertThat(keys.keysFor(Caller.ANONYMOUS)).isEmpty();
  }

  @Test
  void aFunctionThatGivesNoSourceIsToldWhatToGive() {
    Map<String, KeySource> ofTenants = Map.of();
    KeySource keys = Keys.perCaller(caller -> ofTenants.get(caller.tenant()));
    Caller unknown = Caller.tenant("globex");

    for (ThrowingCallable asking :
        List.<ThrowingCallable>of(() -> keys.keysFor(unknown), () -> keys.isReady(unknown))) {
      assertThatThrownBy(asking)
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
          .hasMessageContaining("KeySource.NONE")
          .hasMessageNotContaining("globex");
    }
    keys.stopFetching();
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  /** A file of this name that was changed long ago. */
  private Path secret(String name, String text) throws IOException {
    Path written = folder.resolve(name);
    Files.createDirectories(written.getParent());
    Files.writeString(written, text);
    return Files.setLastModifiedTime(written, LONG_AGO);
  }

  private String afterASecond(KeySource keys) {
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    return secret(keys);
  }

  private static String secret(KeySource keys) {
    return secretFor(keys, Caller.ANONYMOUS);
  }

  private static String secretFor(KeySource keys, Caller caller) {
    return keys.keysFor(caller).get(0).secret();
  }

  @Test
  void ofTheSourcesOfCallersThoseThatWereAskedAreToldToStop() {
    Fetching acme = new Fetching();
    Fetching globex = new Fetching();
    Fetching initech = new Fetching();
    Map<String, KeySource> ofTenants = Map.of("acme", acme, "globex", globex, "initech", initech);
    KeySource keys = Keys.perCaller(caller -> ofTenants.get(caller.tenant()));
    keys.keysFor(Caller.tenant("acme"));
    keys.keysFor(Caller.tenant("acme"));
    keys.isReady(Caller.tenant("globex"));

    keys.stopFetching();

    assertThat(List.of(acme.stops, globex.stops, initech.stops)).containsExactly(1, 1, 0);
  }

  @Test
  void aSourceOfACallerThatFailsToStopKeepsNoOtherFromThat() {
    List<Fetching> all = List.of(new Fetching(), new Fetching(), new Fetching());
    KeySource keys = Keys.perCaller(caller -> all.get(Integer.parseInt(caller.tenant())));
    for (int i = 0; i < all.size(); i++) {
      keys.keysFor(Caller.tenant("" + i));
      all.get(i).fails = true;
    }

    assertThatThrownBy(keys::stopFetching).isInstanceOf(ArithmeticException.class);

    assertThat(all).extracting(source -> source.stops).containsExactly(1, 1, 1);
  }

  /** Equal to any other, as a record without parts would be. */
  private static final class Fetching implements KeySource {
    private int stops;
    private boolean fails;

    @Override
    public List<ApiKey> keysFor(Caller caller) {
      return List.of(ApiKey.of("main", "sk-1"));
    }

    @Override
    public void stopFetching() {
      stops++;
      if (fails) {
        throw new ArithmeticException("a bug of the host");
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Fetching;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  /** A clock that stands; nobody sleeps or waits on it here. */
  private record HandMovedTime(AtomicLong hand) implements TimeSource {
    @Override
    public long nanos() {
      return hand.get();
    }

    @Override
    public Instant now() {
      return Instant.EPOCH.plusNanos(hand.get());
    }

    @Override
    public void sleep(Duration duration) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
      throw new UnsupportedOperationException();
    }
  }
}
