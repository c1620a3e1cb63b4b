package io.kaipan.config;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Kaipan. */
@SpringBootApplication(
        scanBasePackages = {"io.kaipan.command", "io.kaipan.query", "io.kaipan.graphql", "io.kaipan.config"})
public class KaipanApplication {
    public static void main(String[] args) {
        System.setProperty("disable-axoniq-console-message", "true"); // an advertisement
        System.setProperty("axoniq.update-checker.disabled", "true"); // it calls out; Axon asks before Spring can tell
        SpringApplication.run(KaipanApplication.class, args);
    }
}
