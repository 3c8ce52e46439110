package io.llmgw.hosts.boot;

import io.llmgw.api.LlmClient;
import io.llmgw.hosts.Visit;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** A service whose clients are beans; Spring closes them with the application. */
@SpringBootApplication
public class BootHost {
  public static void main(String[] arguments) throws Exception {
    SpringApplication.run(BootHost.class, arguments).close();
    Visit.tellThreads();
  }

  @Bean
  LlmClient http1(@Value("${http1}") String url, @Value("${trust}") Path certificate) {
    return Visit.client(url, certificate, false);
  }

  @Bean
  LlmClient http2(@Value("${http2}") String url, @Value("${trust}") Path certificate) {
    return Visit.client(url, certificate, true);
  }

  @Bean
  CommandLineRunner visit(LlmClient http1, LlmClient http2, JsonMapper mapper) {
    return arguments -> {
      Visit.tellJars();
      Visit.tellJar(mapper.getClass().getName());
      Visit.talk("HTTP/1.1", http1);
      Visit.talk("HTTP/2", http2);
    };
  }
}
