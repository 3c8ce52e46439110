package io.llmgw.providers.connection;

import io.llmgw.api.provider.Provider;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.providers.rig.Calls;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import okhttp3.OkHttpClient;

/**
 * A process of its own, started with few descriptors: it says how a call fails whose socket is
 * refused in another language, before it has taken all of them and after.
 */
final class NoDescriptors {
  private static final int MOST_TRIES = 20;

  private NoDescriptors() {}

  /** Prints the two kinds. */
  public static void main(String[] args) throws IOException {
    Path some = Path.of(System.getProperty("java.home"), "release");
    OkHttpClient client = new OkHttpClient.Builder().socketFactory(new Refusing()).build();
    HttpSettings settings = HttpSettings.builder().client(client).build();
    Provider provider = OpenAi.builder().baseUrl("http://127.0.0.1:9/v1").http(settings).build();
    String before = kind(provider); // loads the classes too, which takes descriptors
    List<InputStream> held = new ArrayList<>();
    String after = before;
    for (int i = 0; i < MOST_TRIES && after.equals(before); i++) {
      takeAll(some, held); // with what other threads of this process have given back meanwhile
      after = kind(provider);
    }
    for (InputStream each : held) {
      each.close();
    }
    System.out.println(before + " " + after);
    provider.close();
  }

  private static void takeAll(Path some, List<InputStream> held) {
    try {
      while (true) {
        held.add(new FileInputStream(some.toFile()));
      }
    } catch (IOException none) {
      return;
    }
  }

  private static String kind(Provider provider) {
    return Calls.whole().run(provider).error().kind().toString();
  }

  /** Makes no socket, for a reason that is told in German. */
  private static final class Refusing extends SocketFactory {
    @Override
    public Socket createSocket() throws IOException {
      throw new SocketException("Zu viele offene Dateien");
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      throw new UnknownHostException(host);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      throw new UnknownHostException(host);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return createSocket();
    }
  }
}
