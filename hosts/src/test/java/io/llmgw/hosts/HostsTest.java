package io.llmgw.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import okhttp3.Protocol;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every host makes its calls over TLS with what it resolved itself, and leaves nothing behind. */
class HostsTest {
  @TempDir Path folder;

  private Path certificate;
  private HostServer http1;
  private HostServer http2;

  @BeforeEach
  void startServers() throws IOException {
    HeldCertificate held =
        new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    certificate = Files.writeString(folder.resolve("server.pem"), held.certificatePem());
    http1 = HostServer.start(held, Protocol.HTTP_1_1);
    http2 = HostServer.start(held, Protocol.HTTP_2, Protocol.HTTP_1_1);
  }

  @AfterEach
  void stopServers() {
    http1.close();
    http2.close();
  }

  @Test
  void springBoot3WithJackson2AndKotlin19() throws Exception {
    List<String> said = runBoot("boot-3");

    answersAndEnds(said);
    assertThat(said)
        .contains(
            "jar: kotlin-stdlib-1.9.25.jar",
            "jar: okhttp-jvm-5.5.1.jar",
            "jar: jackson-core-3.1.8.jar",
            "jar: jackson-databind-2.21.4.jar");
  }

  @Test
  void springBoot4WithItsOwnJackson3() throws Exception {
    List<String> said = runBoot("boot-4");

    answersAndEnds(said);
    assertThat(said)
        .contains(
            "jar: kotlin-stdlib-2.3.21.jar",
            "jar: okhttp-jvm-5.5.1.jar",
            "jar: jackson-core-3.1.7.jar",
            "jar: jackson-databind-3.1.7.jar");
  }

  @Test
  void classPathWithJackson2() throws Exception {
    String settings =
        "{\"http1\":\"%s\",\"http2\":\"%s\",\"trust\":\"%s\"}"
            .formatted(http1.url(), http2.url(), certificate.toString().replace('\\', '/'));
    List<String> said =
        HostProcess.run(
            "class-path",
            List.of("-cp", jars("class-path"), "io.llmgw.hosts.plain.PlainHost", settings));

    answersAndEnds(said);
    assertThat(said)
        .contains(
            "jar: kotlin-stdlib-2.1.21.jar",
            "jar: okhttp-jvm-5.5.1.jar",
            "jar: jackson-core-3.1.8.jar",
            "jar: jackson-databind-2.22.1.jar");
  }

  @Test
  void modulePath() throws Exception {
    List<String> said =
        HostProcess.run(
            "module-path",
            List.of(
                "--module-path",
                jars("module-path"),
                "--module",
                "io.llmgw.hosts/io.llmgw.hosts.modular.ModularHost",
                http1.url(),
                http2.url(),
                certificate.toString()));

    answersAndEnds(said);
    assertThat(said)
        .contains(
            "jar: kotlin-stdlib-2.1.21.jar",
            "jar: okhttp-jvm-5.5.1.jar",
            "jar: jackson-core-3.1.8.jar");
  }

  private List<String> runBoot(String host) throws IOException, InterruptedException {
    return HostProcess.run(
        host,
        List.of(
            "-jar",
            HostProcess.target(host).resolve("host.jar").toString(),
            "--http1=" + http1.url(),
            "--http2=" + http2.url(),
            "--trust=" + certificate));
  }

  private static String jars(String host) throws IOException {
    Path target = HostProcess.target(host);
    StringBuilder path = new StringBuilder(target.resolve("host.jar").toString());
    try (var libraries = Files.newDirectoryStream(target.resolve("lib"), "*.jar")) {
      libraries.forEach(library -> path.append(File.pathSeparator).append(library));
    }
    return path.toString();
  }

  private void answersAndEnds(List<String> said) throws InterruptedException {
    assertThat(said)
        .filteredOn(line -> !line.startsWith("jar: "))
        .containsExactly(
            "HTTP/1.1 call: Blue., 3 in, 2 out",
            "HTTP/1.1 async: Blue.",
            "HTTP/1.1 stream: [Blue, , I think.], 5 in, 4 out",
            "HTTP/1.1 cancel: CANCELLED",
            "HTTP/2 call: Blue., 3 in, 2 out",
            "HTTP/2 async: Blue.",
            "HTTP/2 stream: [Blue, , I think.], 5 in, 4 out",
            "HTTP/2 cancel: CANCELLED",
            "threads left: []");
    assertThat(http1.versions()).hasSize(4).containsOnly("HTTP/1.1");
    assertThat(http2.versions()).hasSize(4).containsOnly("HTTP/2");
    assertThat(http1.sawCancel()).isTrue();
    assertThat(http2.sawCancel()).isTrue();
  }
}
