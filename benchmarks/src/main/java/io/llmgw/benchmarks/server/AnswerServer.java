package io.llmgw.benchmarks.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/**
 * A server that answers every request with prebuilt bytes: whole, or as a stream where the body
 * asks for one. Under the path {@code /single} each event of a stream is written by itself, else
 * all at once. Prints its port and ends when its standard input does.
 */
public final class AnswerServer {
  private final byte[] whole = CannedAnswers.wholeAnswer();
  private final List<byte[]> pieces = CannedAnswers.streamedAnswer();
  private final byte[] streamed = joined(pieces);

  private AnswerServer() {}

  /** Runs the server. */
  public static void main(String[] arguments) throws IOException {
    AnswerServer server = new AnswerServer();
    ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon("accept", () -> server.accept(socket));
    System.out.println(socket.getLocalPort());
    while (System.in.read() >= 0) {
      // Nobody writes here: the end comes with the process that started this one.
    }
    System.exit(0);
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(ServerSocket server) {
    try {
      while (true) {
        Socket connection = server.accept();
        connection.setTcpNoDelay(true);
        daemon("connection", () -> serve(connection));
      }
    } catch (IOException e) {
      System.err.println("no more connections: " + e);
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      RequestReader requests = new RequestReader(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      while (requests.next()) {
        answer(requests, out);
      }
    } catch (IOException e) {
      // The client is gone.
    }
  }

  private void answer(RequestReader request, OutputStream out) throws IOException {
    if (!request.asksForStream()) {
      out.write(whole);
    } else if (request.startsWith("POST /single")) {
      for (byte[] piece : pieces) {
        out.write(piece);
      }
    } else {
      out.write(streamed);
    }
  }

  private static byte[] joined(List<byte[]> pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    pieces.forEach(all::writeBytes);
    return all.toByteArray();
  }
}
