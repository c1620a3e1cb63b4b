package io.kaipan.command.intake;

import java.time.Clock;
import org.axonframework.commandhandling.CommandBus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The parts of the intake. */
@Configuration(proxyBeanMethods = false)
class IntakeConfig {
    @Bean
    CommandCatalogue commandCatalogue() {
        return new CommandCatalogue();
    }

    @Bean
    RefusalMessages refusalMessages() {
        return new RefusalMessages();
    }

    @Bean
    Intake intake(CommandCatalogue catalogue, CommandBus bus, JdbcClient jdbc, Clock clock) {
        return new CommandIntake(catalogue, bus, jdbc, clock);
    }
}
