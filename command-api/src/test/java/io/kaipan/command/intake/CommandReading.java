package io.kaipan.command.intake;

import io.kaipan.command.intake.CommandReader.Reading;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Lets tests of other packages see what the intake thinks of a body. */
public final class CommandReading {
    public static List<Refusal> faults(String command, JsonNode body) {
        CommandType type = new CommandCatalogue().find(command).orElseThrow();
        return new CommandReader(new NewIds(Clock.systemUTC())).read(type, body) instanceof Reading.Faulty faulty
                ? faulty.faults()
                : List.of();
    }

    private CommandReading() {}
}
