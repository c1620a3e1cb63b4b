package io.kaipan.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The installations of a run, each started when it is first needed: a fresh one, thrown away at the end, and large ones,
 * of leads and of opportunities, filled once and kept for later runs.
 */
final class Houses implements AutoCloseable {
    private static final String HEAP = "512m";
    /** Goes up when the filling changes, so that what earlier versions have made is made anew. */
    private static final int VERSION = 1;

    private final Options options;
    private final Path work;
    private @Nullable Path freshFolder;
    private @Nullable HouseProcess fresh;
    private @Nullable HouseProcess large;
    private @Nullable HouseProcess opportunities;

    Houses(Options options) throws IOException {
        this.options = options;
        this.work = Files.createDirectories(options.work().toAbsolutePath());
    }

    /** The one with nothing but the demo's records in it, and what sections put there. */
    HouseProcess fresh() throws IOException {
        if (fresh == null) {
            fresh = HouseProcess.start(freshFolder(), HEAP);
        }
        return fresh;
    }

    Path freshFolder() throws IOException {
        if (freshFolder == null) {
            freshFolder = Files.createTempDirectory(work, "fresh-");
        }
        return freshFolder;
    }

    /** The one with {@link Options#leads()}. */
    HouseProcess large() throws IOException {
        if (large == null) {
            large = HouseProcess.start(largeFolder(), HEAP);
        }
        return large;
    }

    /** One with as many opportunities and no leads. */
    HouseProcess opportunities() throws IOException {
        if (opportunities == null) {
            opportunities = HouseProcess.start(filled("opportunities", "fillOpportunities"), HEAP);
        }
        return opportunities;
    }

    Path largeFolder() throws IOException {
        return filled("leads", "fillLeads");
    }

    /** @param order that fills one */
    private Path filled(String records, String order) throws IOException {
        Path folder = work.resolve(records + "-" + options.leads() + "-v" + VERSION);
        Path complete = folder.resolve("complete");
        if (!Files.exists(complete)) {
            System.out.println(
                    "Filling an installation with " + options.leads() + " " + records + ", kept in " + folder);
            FileSystemUtils.deleteRecursively(folder);
            Files.createDirectories(folder);
            Files.writeString(complete.resolveSibling("complete.tmp"), String.valueOf(fill(folder, order)));
            Files.move(complete.resolveSibling("complete.tmp"), complete);
        }
        return folder;
    }

    /** @return how many events a second the views together took in */
    private double fill(Path folder, String order) throws IOException {
        try (HouseProcess house = HouseProcess.start(folder, HEAP)) {
            house.order("views", Map.of("on", false));
            long began = System.nanoTime();
            long events = house.order(order, Map.of("count", options.leads()))
                    .get("events")
                    .asLong();
            long filled = System.nanoTime();
            house.order("views", Map.of("on", true));
            house.order("follow", Map.of());
            double seconds = (System.nanoTime() - filled) / 1e9;
            house.order("settle", Map.of());
            System.out.printf("%,d events in %.0f s, views in %.0f s%n", events, (filled - began) / 1e9, seconds);
            return events / seconds;
        }
    }

    /** How many events a second all ordinary processors together took in when the large one was filled. */
    double catchUpPerSecond() throws IOException {
        return Double.parseDouble(Files.readString(largeFolder().resolve("complete")));
    }

    /** Stops all; they start again when they are needed again. */
    void stop() {
        if (fresh != null) {
            fresh.close();
            fresh = null;
        }
        if (large != null) {
            large.close();
            large = null;
        }
        if (opportunities != null) {
            opportunities.close();
            opportunities = null;
        }
    }

    /** Stops all and throws the fresh one away. */
    @Override
    public void close() throws IOException {
        stop();
        FileSystemUtils.deleteRecursively(freshFolder);
    }
}
