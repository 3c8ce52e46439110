package io.llmgw.soak;

import io.llmgw.test.simulated.Cut;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import java.io.IOException;

/**
 * A provider that goes the {@link Course} that the prompt names. In a process of its own, as what
 * it remembers is not the client's. Prints its port and ends when its standard input does.
 */
final class EndingsServer {
  private static final Reply TEXT = Reply.text("Blue light scatters most, as its waves are short.");

  private EndingsServer() {}

  public static void main(String[] arguments) throws IOException {
    SimulatedProvider server = SimulatedProvider.openAi().always(EndingsServer::reply).start();
    System.out.println(server.port());
    while (System.in.read() >= 0) {
      // Nobody writes here: the end comes with the process that started this one.
    }
    System.exit(0);
  }

  private static Reply reply(ReceivedRequest request) {
    for (Course course : Course.values()) {
      if (request.text().contains(course.name())) {
        return switch (course) {
          case ANSWERED -> TEXT;
          case REFUSED -> Reply.status(503);
          case CANCELLED -> TEXT.stallAfterEvents(2);
          case BROKEN -> TEXT.cutAtByte(40, Cut.RST);
        };
      }
    }
    throw new IllegalArgumentException("no course in " + request.text());
  }
}
