package io.kaipan.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** An installation with many leads. It is made once and kept for later runs. */
final class LargeHouse {
    /** Goes up when the filling changes, so that what earlier versions have made is made anew. */
    private static final int VERSION = 1;

    static Path folder(Options options, int leads) throws IOException {
        Path folder = options.work().toAbsolutePath().resolve("leads-" + leads + "-v" + VERSION);
        Path complete = folder.resolve("complete");
        if (!Files.exists(complete)) {
            System.out.println("Filling an installation with " + leads + " leads; it is kept in " + folder);
            FileSystemUtils.deleteRecursively(folder);
            long began = System.nanoTime();
            try (HouseProcess house = HouseProcess.start(folder, "1g")) {
                house.order("views", Map.of("on", false));
                long events = house.order("fill", Map.of("leads", leads))
                        .get("events")
                        .asLong();
                double filled = (System.nanoTime() - began) / 1e9;
                house.order("views", Map.of("on", true));
                house.order("follow", Map.of());
                double followed = (System.nanoTime() - began) / 1e9 - filled;
                house.order("settle", Map.of());
                Files.writeString(complete, String.valueOf(events / followed));
                System.out.printf("%,d events in %.0f s, views %.0f s%n", events, filled, followed);
            }
        }
        return folder;
    }

    /** How many events a second all ordinary processors together took in when it was made. */
    static double catchUpPerSecond(Path folder) throws IOException {
        return Double.parseDouble(Files.readString(folder.resolve("complete")));
    }

    private LargeHouse() {}
}
